/** An access token from the token endpoint, as any client gets it. */
export async function askToken(url: string, persona: string): Promise<string> {
  const answer = await fetch(`${url}/oidc/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${persona}:exercise-only`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: 'urn:mizan:ledger' }),
  });
  const body = (await answer.json()) as { access_token?: string };
  if (body.access_token === undefined) throw new Error(`No token for ${persona}: ${JSON.stringify(body)}`);
  return body.access_token;
}
