/** Made when it is first asked for; what it is made from is let go of then. */
export function once<T>(make: () => T): () => T {
  let waiting: (() => T) | null = make;
  let made: T | undefined;
  return () => {
    if (waiting) {
      made = waiting();
      waiting = null;
    }
    return made as T;
  };
}
