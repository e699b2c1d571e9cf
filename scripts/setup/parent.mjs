/**
 * npm does not pass on that it was killed outright, and a server whose npm is gone would keep its port: end when the
 * parent changes. Only under npm: a person may well let a program outlive their shell.
 */
export function followParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}
