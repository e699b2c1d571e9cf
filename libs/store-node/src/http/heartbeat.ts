import type { ServerHttp2Session } from 'node:http2';
import type { Limits } from './limits';

/** Asks every connection from time to time whether somebody is still there, and drops those that do not answer. */
export class Heartbeat {
  private readonly asked = new Map<ServerHttp2Session, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly sessions: ReadonlySet<ServerHttp2Session>,
    private readonly limits: Limits,
  ) {
    this.timer = setInterval(() => this.beat(performance.now()), limits.pingEveryMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(now: number): void {
    for (const session of this.asked.keys()) if (!this.sessions.has(session)) this.asked.delete(session);
    for (const session of this.sessions) {
      const since = this.asked.get(session);
      if (since === undefined) this.ask(session, now);
      else if (now - since >= this.limits.pingPatienceMs) session.destroy();
    }
  }

  private ask(session: ServerHttp2Session, now: number): void {
    if (session.destroyed || session.closed) return;
    this.asked.set(session, now);
    session.ping((error) => {
      if (error === null) this.asked.delete(session);
    });
  }
}
