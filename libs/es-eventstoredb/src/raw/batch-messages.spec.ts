import { describe, expect, it } from '@jest/globals';
import { AllStreamPosition, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { batchAppendRequest, readBatchAnswer, type BatchAppend } from './batch-messages';

const id = 'f0e1d2c3-b4a5-4687-8796-a5b4c3d2e1f0';

function append(more: Partial<BatchAppend> = {}): BatchAppend {
  const event = { id, type: 'Counted', contentType: 'application/json' };
  return {
    correlation: '00000000-0000-4000-8000-000000000007',
    stream: Buffer.from('counter-ي'),
    expected: 12n,
    deadline: 1_795_000_000_250,
    events: [{ ...event, data: Buffer.from('{"by":1}'), metadata: Buffer.from('{}') }],
    ...more,
  };
}

function asTheClientReads(request: Uint8Array) {
  return BatchAppendReq.deserializeBinary(request).toObject();
}

describe('a batch append', () => {
  it('is what the client’s own classes read', () => {
    expect(asTheClientReads(batchAppendRequest(append()))).toMatchObject({
      correlationId: { string: '00000000-0000-4000-8000-000000000007' },
      options: {
        streamIdentifier: { streamName: Buffer.from('counter-ي').toString('base64') },
        streamPosition: '12',
        deadline: { seconds: 1_795_000_000, nanos: 250_000_000 },
      },
      proposedMessagesList: [
        {
          id: { string: id },
          metadataMap: [
            ['content-type', 'application/json'],
            ['type', 'Counted'],
          ],
          data: Buffer.from('{"by":1}').toString('base64'),
          customMetadata: Buffer.from('{}').toString('base64'),
        },
      ],
      isFinal: true,
    });
  });

  it.each([
    ['no_stream', 'noStream'],
    ['any', 'any'],
    ['stream_exists', 'streamExists'],
  ] as const)('says that it expects %s', (expected, field) => {
    const { options } = asTheClientReads(batchAppendRequest(append({ expected })));
    expect(options).toMatchObject({ [field]: {}, streamPosition: '0' });
  });
});

describe('the answer to a batch append', () => {
  const stored = () =>
    new BatchAppendResp.Success()
      .setCurrentRevision('9007199254740993')
      .setPosition(new AllStreamPosition().setCommitPosition('77').setPreparePosition('77'));

  it('says where the append ended, however large the numbers', () => {
    const answer = new BatchAppendResp().setCorrelationId(new UUID().setString(id)).setSuccess(stored());
    answer.setStreamIdentifier(new StreamIdentifier().setStreamName('YQ=='));
    expect(readBatchAnswer(Buffer.from(answer.serializeBinary()))).toEqual({
      correlation: id,
      result: { revision: 9_007_199_254_740_993n, position: 77n },
    });
  });

  it('may name the append in two halves', () => {
    const halves = new UUID.Structured()
      .setMostSignificantBits(String(BigInt.asIntN(64, 0xf0e1d2c3b4a54687n)))
      .setLeastSignificantBits(String(BigInt.asIntN(64, 0x8796a5b4c3d2e1f0n)));
    const answer = new BatchAppendResp()
      .setCorrelationId(new UUID().setStructured(halves))
      .setSuccess(stored());
    expect(readBatchAnswer(Buffer.from(answer.serializeBinary())).correlation).toBe(id);
  });

  it('has no place where the append was refused', () => {
    const answer = new BatchAppendResp().setCorrelationId(new UUID().setString(id));
    expect(readBatchAnswer(Buffer.from(answer.serializeBinary()))).toEqual({ correlation: id, result: null });
  });
});
