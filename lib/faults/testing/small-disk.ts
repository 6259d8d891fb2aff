/** A disk that can be filled: some memory, mounted as a folder. Linux and root alone may do so. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CHUNK = Buffer.alloc(4_096);

export type SmallDisk = {
  /** Gives the folder. */
  mount: () => Promise<string>;
  /** Leaves no room. */
  fill: () => Promise<void>;
  /** Gives the room back. */
  empty: () => Promise<void>;
  unmount: () => Promise<void>;
};

/** `size` as mount(8) of tmpfs has it, such as `64k`; or why there is none here. */
export function smallDisk(size: string): SmallDisk | { why: string } {
  const mounted = () => {
    const folder = mkdtempSync(join(tmpdir(), "gazette-disk-"));
    const undo = () => {
      try {
        execFileSync("umount", ["--lazy", folder], { stdio: "pipe" });
      } finally {
        rmdirSync(folder);
      }
    };
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "pipe" });
    } catch (error) {
      rmdirSync(folder);
      throw error;
    }
    return { folder, undo };
  };
  try {
    mounted().undo();
  } catch (error) {
    return { why: `a file system cannot be mounted here: ${(error as Error).message.trim().split("\n").at(-1)}` };
  }
  let disk: ReturnType<typeof mounted> | null = null;
  const filler = () => join(disk?.folder ?? "", "filler");
  return {
    async mount() {
      disk = mounted();
      return disk.folder;
    },
    async fill() {
      const file = await open(filler(), "a");
      try {
        for (;;) await file.write(CHUNK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      } finally {
        await file.close();
      }
    },
    empty: () => rm(filler(), { force: true }),
    async unmount() {
      disk?.undo();
      disk = null;
    },
  };
}
