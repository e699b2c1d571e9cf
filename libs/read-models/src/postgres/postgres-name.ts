/** A database for messages: without user, password and options. */
export function postgresName(url: string): string {
  if (!URL.canParse(url)) return 'The PostgreSQL database';
  const { hostname, port, pathname } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  return `The PostgreSQL database${name ? ` "${name}"` : ''} at ${hostname || 'its socket'}${port ? `:${port}` : ''}`;
}
