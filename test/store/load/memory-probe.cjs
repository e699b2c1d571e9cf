/** Required into a node under test, beside `--expose-gc`: answers the message `memory` with the bytes that are alive in it. */
process.on('message', (message) => {
  if (message !== 'memory') return;
  // Twice: handles are let go of by callbacks after the first, and what hung from them by the second.
  global.gc();
  setImmediate(() => {
    global.gc();
    const { heapUsed, external } = process.memoryUsage();
    process.send({ alive: heapUsed + external });
  });
});
