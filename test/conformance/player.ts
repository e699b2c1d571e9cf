import { type ChannelCredentials, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { AppendResp, BatchAppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { appendAnswer, batchAnswer, errorAnswer, positionAnswer, readAnswer } from './answers';
import { Positions } from './positions';
import { readRequest } from './read-request';
import { appendRequests, batchRequest, deleteRequest, tombstoneRequest } from './requests';
import { listen } from './subscription';
import type { AppendRequest, BatchPart, ReadRequest, Scenario, StepCall, WriteTarget } from './transcript';

export interface PlayerOptions {
  /** How long nothing more must come on a subscription before it counts as quiet. */
  readonly quietMs: number;
  /** Without TLS unless given. */
  readonly credentials?: ChannelCredentials;
  /** Lets time pass for the server. */
  readonly wait?: (seconds: number) => void;
}

/** Plays scenarios against one server over plain gRPC, and gives its answers in the form the recorded ones have. */
export class Player {
  private positions = new Positions();

  constructor(
    private readonly client: StreamsClient,
    private readonly options: PlayerOptions,
  ) {}

  static connect(address: string, options: PlayerOptions): Player {
    const limits = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };
    return new Player(
      new StreamsClient(address, options.credentials ?? credentials.createInsecure(), limits),
      options,
    );
  }

  close(): void {
    this.client.close();
  }

  /** The answers to the steps of a scenario, in order. */
  async play(scenario: Scenario): Promise<unknown[]> {
    this.positions = new Positions();
    const answers: unknown[] = [];
    for (const step of scenario.steps) answers.push(await this.call(step));
    return answers.map((answer) => this.positions.ranked(answer));
  }

  private call(step: StepCall & { readonly response?: unknown }): Promise<unknown> {
    switch (step.call) {
      case 'append':
        return this.append(step.request);
      case 'batchAppend':
        return this.batchAppend(step.request.parts, step.request.take);
      case 'read':
        return step.request.subscribe === true ? this.subscribe(step) : this.read(step.request);
      case 'delete':
        return this.delete(step.request);
      case 'tombstone':
        return this.tombstone(step.request);
      case 'wait':
        this.options.wait?.(step.request.seconds);
        return Promise.resolve(null);
    }
  }

  private append(request: AppendRequest): Promise<unknown> {
    const metadata = new Metadata();
    for (const [key, value] of Object.entries(request.headers ?? {})) metadata.set(key, value);
    const deadline = request.deadlineMs === undefined ? {} : { deadline: Date.now() + request.deadlineMs };
    return new Promise((resolve) => {
      const stream = this.client.append(
        metadata,
        deadline,
        (error: ServiceError | null, response: AppendResp) =>
          resolve(error === null ? appendAnswer(response, this.positions) : errorAnswer(error)),
      );
      stream.on('error', () => undefined);
      for (const message of appendRequests(request)) stream.write(message);
      stream.end();
    });
  }

  private batchAppend(parts: readonly BatchPart[], take: number): Promise<unknown> {
    return new Promise((resolve) => {
      const replies: BatchAppendResp[] = [];
      const stream = this.client.batchAppend();
      stream.on('error', (error: ServiceError) => resolve(errorAnswer(error)));
      stream.on('data', (reply: BatchAppendResp) => {
        replies.push(reply);
        if (replies.length < take) return;
        stream
          .removeAllListeners()
          .on('error', () => undefined)
          .cancel();
        const byId = (one: BatchAppendResp): string => one.getCorrelationId()?.getString() ?? '';
        replies.sort((a, b) => (byId(a) < byId(b) ? -1 : 1));
        resolve(replies.map((one) => batchAnswer(one, this.positions)));
      });
      for (const part of parts) stream.write(batchRequest(part));
    });
  }

  private read(request: ReadRequest): Promise<unknown> {
    const stream = this.client.read(readRequest(request, this.positions));
    return new Promise((resolve) => {
      const answers: unknown[] = [];
      stream.on('data', (response: ReadResp) => answers.push(readAnswer(response, this.positions)));
      stream.on('error', (error: ServiceError) => resolve([...answers, errorAnswer(error)]));
      stream.on('end', () => resolve([...answers, { status: 'OK' }]));
    });
  }

  private subscribe({ request, response }: { request: ReadRequest; response?: unknown }): Promise<unknown> {
    // What these calls answer was not recorded, so their positions do not count.
    const aside = new Player(this.client, this.options);
    return listen(this.client.read(readRequest(request, this.positions)), {
      positions: this.positions,
      isFiltered: request.filter !== undefined,
      recorded: Array.isArray(response) ? response.filter((answer) => !isEnding(answer)).length : 0,
      endsQuietly: !Array.isArray(response) || response.includes('<quiet>'),
      quietMs: this.options.quietMs,
      onCaughtUp: async () => {
        for (const step of request.thenCall ?? []) await aside.call(step);
      },
    });
  }

  private delete(request: WriteTarget): Promise<unknown> {
    return new Promise((resolve) =>
      this.client.delete(deleteRequest(request), (error, response) =>
        resolve(error === null ? this.deleted(response) : errorAnswer(error)),
      ),
    );
  }

  private tombstone(request: WriteTarget): Promise<unknown> {
    return new Promise((resolve) =>
      this.client.tombstone(tombstoneRequest(request), (error, response) =>
        resolve(error === null ? this.deleted(response) : errorAnswer(error)),
      ),
    );
  }

  private deleted(response: { getPosition(): Parameters<typeof positionAnswer>[0] }): object {
    return { position: positionAnswer(response.getPosition(), this.positions) };
  }
}

/** What `listen` itself adds at the end: how the subscription ended, and what its checkpoints were like. */
function isEnding(answer: unknown): boolean {
  return (
    answer === '<quiet>' ||
    (typeof answer === 'object' && answer !== null && ('status' in answer || 'checkpoints' in answer))
  );
}
