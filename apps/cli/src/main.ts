/** What must start lean: these load neither the command framework nor anything that they do not run. */
const lean: Readonly<Record<string, (argv: readonly string[]) => Promise<number | void>>> = {
  serve: async (argv) => (await import('./serve/serve.js')).serve(argv, process.env),
  demo: async (argv) => (await import('./serve/demo.js')).demo(argv, process.env),
  store: async (argv) => (await import('./store.js')).store(argv, process.env),
};

/** `mizan store` alone runs the node; `mizan store info` and the like look at a store. */
function isStoreVerb(verb: string, [next = '-']: readonly string[]): boolean {
  return verb === 'store' && !next.startsWith('-');
}

async function main([verb = '', ...rest]: readonly string[]): Promise<number | void> {
  const run = Object.hasOwn(lean, verb) && !isStoreVerb(verb, rest) ? lean[verb] : undefined;
  if (run) return run(rest);
  return (await import('./command-line.js')).commandLine();
}

main(process.argv.slice(2)).then(
  (code) => {
    if (code === undefined) return;
    process.exitCode = code;
    // A signal that came while the last child ended must not leave an idle process behind.
    if (process.connected) process.disconnect();
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
