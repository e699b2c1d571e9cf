/** A browser without a screen: keeps cookies, follows what it is sent to, fills in the provider's forms. */
export class WebVisit {
  private readonly cookies = new Map<string, string>();

  /** Sent as they are. Both servers of these tests are on one host, and browsers tell hosts apart, not ports. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  cookieOf(name: string): string | undefined {
    return this.cookies.get(name);
  }

  /** One request, no redirect followed. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { accept: 'text/html,*/*;q=0.8', ...init.headers, cookie: this.cookie };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    return answer;
  }

  /**
   * From a first address through every redirect and form, signing in as `login`, up to an address that `last` knows:
   * that one is not asked any more.
   */
  async signIn(url: string, login: string, last: (url: URL) => boolean): Promise<URL> {
    let here = new URL(url);
    let answer = await this.ask(here.href);
    for (let step = 0; step < 20; step += 1) {
      const location = answer.headers.get('location');
      if (location !== null) {
        here = new URL(location, here);
        if (last(here)) return here;
        answer = await this.ask(here.href);
      } else {
        const [action, body] = formIn(await answer.text(), login);
        here = new URL(action, here);
        answer = await this.ask(here.href, { method: 'POST', body });
      }
    }
    throw new Error(`The sign-in ends at ${here.href}.`);
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', value = ''] = pair.split('=', 2);
    const gone = value === '' || attributes.some((each) => /expires=Thu, 01 Jan 1970/i.test(each));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function formIn(page: string, login: string): [string, URLSearchParams] {
  const [, action] = /<form[^>]+action="([^"]+)"/.exec(page) ?? [];
  const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
  if (action === undefined || prompt === undefined) throw new Error(`No form: ${page.slice(0, 500)}`);
  return [action, new URLSearchParams({ prompt, login, password: 'any' })];
}
