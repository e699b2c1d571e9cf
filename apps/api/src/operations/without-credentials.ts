/** A connection string that may be shown: user and password are left out, wherever they stand. */
export function withoutCredentials(connectionString: string): string {
  return connectionString
    .replace(/\/\/[^/?#]*@/, '//')
    .replace(/([?&])(user|username|password|userKeyFile|userCertFile)=[^&]*/gi, '$1$2=…');
}
