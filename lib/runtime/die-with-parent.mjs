/**
 * Loaded first (`--import`) into the processes that `npm start` starts: they end when it is gone, however it went.
 * The channel to the parent tells; nothing is sent on it.
 */
const GRACE_MS = 5_000;

// What a child starts itself may inherit this module with its arguments, and needs its own channel as it is.
const parent = Number(process.env.GAZETTE_PARENT);
const isOurs = parent === process.ppid;

if (process.channel && isOurs) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(end, GRACE_MS).unref();
  });
  // The channel must not keep a process alive that has nothing else to do.
  process.channel.unref();
} else if (parent > 0 && !isOurs && !isThere(parent)) {
  // It ended before this was loaded, and nobody will tell.
  end();
}

/** @param {number} pid */
function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH";
  }
}

function end() {
  try {
    // Each child leads a group: what it started itself goes too.
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(1);
  }
}
