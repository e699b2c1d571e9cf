import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient, Order, Write } from './api-client';

/** One case, written by people who do not know what is being killed: some act in time, some miss two seconds. */
function caseOrders(number: number): {
  readonly draft: Order;
  readonly steps: readonly Omit<Order, 'body'>[];
} {
  const missed = number % 4 === 0;
  const draft: Order = {
    persona: 'pk.sharer',
    path: '/v1/shares',
    body: {
      kind: 'cache',
      place: { input: '41R PP 792 889', radiusM: 500, name: `Exercise box ${number}` },
      believed: `Crates under a tarpaulin, exercise report ${number}.`,
      requestedAction: 'search',
      deadline: missed ? 'PT2S' : 'P7D',
      hold: { beyondDeadline: 'P3D', reserved: [] },
      grade: { scheme: 'admiralty', reliability: 'B', credibility: '2' },
    },
  };
  const steps = [
    { persona: 'pk.approver', path: 'approval' },
    { persona: 'af.recipient', path: 'acknowledgement' },
  ];
  const acting = [
    { persona: 'af.recipient', path: 'admission' },
    { persona: 'af.recipient', path: 'actions' },
  ];
  return { draft, steps: missed ? steps : [...steps, ...acting] };
}

const bodies: Readonly<Record<string, object>> = { actions: { kind: 'search' } };

/** Writers that go on until they are told to stop, and remember every answer they got. */
export class Load {
  readonly acknowledged: Write[] = [];
  /** Cases whose deadline runs out while nobody acts. */
  readonly abandoned: string[] = [];
  private cases = 0;
  private stopped = false;
  private readonly over: Promise<unknown>;

  constructor(
    private readonly client: ApiClient,
    writers: number,
  ) {
    this.over = Promise.all(Array.from({ length: writers }, () => this.write()));
    // The answer is awaited in stop(); until then a refusal must not end the process.
    this.over.catch(() => undefined);
  }

  /** Resolves once `count` more orders were acknowledged than now. @throws what a writer threw */
  async progress(count: number): Promise<void> {
    const goal = this.acknowledged.length + count;
    while (this.acknowledged.length < goal) await Promise.race([pause(10), this.failure()]);
  }

  /** Lets every case under way come to its end. @throws what a writer threw */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.over;
  }

  private failure(): Promise<unknown> {
    return this.over.then(() => pause(10));
  }

  private async write(): Promise<void> {
    while (!this.stopped) await this.writeCase(caseOrders(++this.cases));
  }

  private async writeCase({ draft, steps }: ReturnType<typeof caseOrders>): Promise<void> {
    const { id } = await this.send(draft);
    for (const { persona, path } of steps) {
      await this.send({ persona, path: `/v1/shares/${id}/${path}`, body: bodies[path] ?? {} });
    }
    if (!steps.some(({ path }) => path === 'actions')) this.abandoned.push(id);
  }

  private async send(order: Order): Promise<Write> {
    const write = await this.client.write(order);
    this.acknowledged.push(write);
    return write;
  }
}
