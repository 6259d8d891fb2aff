/** DATA_DIR, where it can be used; where it cannot, one sentence that says why. */
import { access, constants, mkdir, realpath } from "node:fs/promises";
import { CommandError } from "./command-error";

/** What the system says of a folder, or a file in it, that cannot be used. */
const REASONS: Record<string, string> = {
  EACCES: "is closed to this user. Start Gazette as the user it belongs to",
  EPERM: "is closed to this user. Start Gazette as the user it belongs to",
  EROFS: "cannot be written: its file system is read-only. Make it writable",
  EEXIST: "is a file where a folder is needed. Move it away",
  ENOTDIR: "cannot be used: a part of it is a file where a folder is needed. Move that away",
  ENOENT: "cannot be made. Make the folder above it",
  ENOSPC: "cannot be written: the disk is full. Make room",
  EDQUOT: "cannot be written: this user's share of the disk is full. Make room",
};

/**
 * The real path of DATA_DIR, made when it is not there.
 * @throws CommandError where it is no folder or cannot be written
 */
export async function dataFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
    await requireAccess(dataDir);
    return await realpath(dataDir);
  } catch (error) {
    throw unusableFolder(error, dataDir) ?? error;
  }
}

/** Rejects where this user may not read and write the folder. */
export function requireAccess(folder: string): Promise<void> {
  return access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}

/** The sentence for an error of the file system in DATA_DIR; null for any other error. */
export function unusableFolder(error: unknown, dataDir: string): CommandError | null {
  const { code = "", path, syscall } = error as NodeJS.ErrnoException;
  const reason = syscall && REASONS[code];
  if (!reason) return null;
  const message = `${path ?? dataDir} ${reason}, or set DATA_DIR to another folder (${code}).`;
  return new CommandError(message, 1, { cause: error });
}
