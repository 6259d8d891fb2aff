/**
 * Loaded first (`--import`) into the processes that `npm start` starts: they end when it is gone, however it went.
 * The channel to the parent tells; nothing is sent on it.
 */
const GRACE_MS = 5_000;

// What a child starts itself may inherit this module with its arguments, and needs its own channel as it is.
const isOurs = process.env.GAZETTE_PARENT === String(process.ppid);

if (process.channel && isOurs) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(end, GRACE_MS).unref();
  });
  // The channel must not keep a process alive that has nothing else to do.
  process.channel.unref();
}

function end() {
  try {
    // Each child leads a group: what it started itself goes too.
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(1);
  }
}
