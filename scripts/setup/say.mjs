/** Everything these scripts tell people goes to standard error: standard output belongs to the answer. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Seconds since `start` (milliseconds since the epoch), for people. */
export function since(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

/**
 * Shows that a long step is alive: one line that grows older on a terminal, a new line every ten seconds elsewhere.
 * Returns the function that ends it.
 */
export function ticking(label) {
  const start = Date.now();
  const terminal = process.stderr.isTTY === true;
  if (!terminal) say(`${label}…`);
  const tick = () => {
    const seconds = Math.round((Date.now() - start) / 1000);
    if (terminal) process.stderr.write(`\r${label}… ${seconds} s`);
    else say(`  … still at it after ${seconds} s`);
  };
  const timer = setInterval(tick, terminal ? 500 : 10_000);
  return (outcome) => {
    clearInterval(timer);
    process.stderr.write(`${terminal ? '\r\u001b[2K' : ''}${label}: ${outcome} after ${since(start)}.\n`);
  };
}
