import { ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamIdentifier, UUID, WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb';
import {
  AppendResp,
  BatchAppendResp,
  DeleteResp,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import { describe, expect, it } from '@jest/globals';
import {
  appendConflicted,
  appendSucceeded,
  batchRefused,
  batchReply,
  batchSucceeded,
  conflictDetail,
  deleted,
} from './append-replies';
import { clusterInfo, supportedMethods } from './node-replies';
import {
  caughtUp,
  checkpoint,
  confirmation,
  firstStreamPosition,
  lastStreamPosition,
  streamNotFound,
} from './read-replies';

const readResponse = (framed: Buffer): ReadResp => ReadResp.deserializeBinary(framed.subarray(5));

describe('replies to writes, read by the generated code', () => {
  it('tell revision and position, or that nothing is there', () => {
    const success = AppendResp.deserializeBinary(appendSucceeded({ revision: 0, position: 7 })).getSuccess();
    expect([success?.hasCurrentRevision(), success?.getCurrentRevision()]).toEqual([true, '0']);
    expect(success?.getPosition()?.toObject()).toEqual({ commitPosition: '7', preparePosition: '7' });
    const nothing = AppendResp.deserializeBinary(appendSucceeded({ revision: -1, position: 7 })).getSuccess();
    expect([nothing?.hasNoStream(), nothing?.hasCurrentRevision()]).toEqual([true, false]);
  });

  it('fill both generations of a conflict', () => {
    const conflict = AppendResp.deserializeBinary(
      appendConflicted({ kind: 'revision', revision: 2n ** 63n }, 3),
    ).getWrongExpectedVersion();
    expect([conflict?.getCurrentRevision(), conflict?.getCurrentRevision2060()]).toEqual(['3', 3]);
    expect([conflict?.getExpectedRevision(), conflict?.getExpectedRevision2060()]).toEqual([
      '9223372036854775808',
      2 ** 63,
    ]);
  });

  it('carry a batch append back to its caller', () => {
    const correlation = Buffer.from(
      new UUID().setString('6c84fb90-12c4-4f8d-9f0e-5a1d0a3a7b11').serializeBinary(),
    );
    const identifier = Buffer.from(new StreamIdentifier().setStreamName(Buffer.from('s')).serializeBinary());
    const detail = conflictDetail({ kind: 'noStream' }, 4);
    const reply = BatchAppendResp.deserializeBinary(
      batchReply({ correlation, identifier }, batchRefused(6, 'no', detail)),
    );
    expect(reply.getCorrelationId()?.getString()).toBe('6c84fb90-12c4-4f8d-9f0e-5a1d0a3a7b11');
    expect(reply.getError()?.getCode()).toBe(6);
    const any = reply.getError()?.getDetails();
    expect(any?.getTypeUrl()).toBe('type.googleapis.com/event_store.client.WrongExpectedVersion');
    const conflict = WrongExpectedVersion.deserializeBinary(any?.getValue_asU8() ?? new Uint8Array());
    expect([conflict.getCurrentStreamRevision(), conflict.hasExpectedNoStream()]).toEqual(['4', true]);
    const success = BatchAppendResp.deserializeBinary(
      batchReply({ correlation, identifier }, batchSucceeded({ revision: 1, position: 2 })),
    );
    expect(success.getSuccess()?.getCurrentRevision()).toBe('1');
    expect(Buffer.from(success.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe('s');
  });

  it('tell the position of a deletion', () => {
    const position = DeleteResp.deserializeBinary(deleted(9)).getPosition();
    expect(position?.toObject()).toEqual({ commitPosition: '9', preparePosition: '9' });
  });
});

describe('replies to reads, read by the generated code', () => {
  it('say what they are', () => {
    expect(readResponse(confirmation('id')).getConfirmation()?.getSubscriptionId()).toBe('id');
    expect(readResponse(caughtUp()).hasCaughtUp()).toBe(true);
    expect(readResponse(firstStreamPosition(0)).getFirstStreamPosition()).toBe('0');
    expect(readResponse(lastStreamPosition(5)).getLastStreamPosition()).toBe('5');
    const missing = readResponse(streamNotFound(Buffer.from('gone'))).getStreamNotFound();
    expect(Buffer.from(missing?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe('gone');
  });

  it('spell a checkpoint before anything was sent as the end of everything', () => {
    expect(readResponse(checkpoint(12)).getCheckpoint()?.toObject()).toEqual({
      commitPosition: '12',
      preparePosition: '12',
    });
    const end = '18446744073709551615';
    expect(readResponse(checkpoint(undefined)).getCheckpoint()?.toObject()).toEqual({
      commitPosition: end,
      preparePosition: end,
    });
  });
});

describe('what the node tells of itself', () => {
  it('lists the methods it has', () => {
    const methods = SupportedMethods.deserializeBinary(supportedMethods());
    expect(methods.getEventStoreServerVersion()).toBe('24.6.0');
    const listed = methods
      .getMethodsList()
      .map((one) => `${one.getServiceName()}/${one.getMethodName()} ${String(one.getFeaturesList())}`);
    expect(listed).toEqual([
      'event_store.client.streams.streams/read position,events',
      'event_store.client.streams.streams/append ',
      'event_store.client.streams.streams/delete ',
      'event_store.client.streams.streams/tombstone ',
      'event_store.client.streams.streams/batchappend deadline_duration',
      'event_store.client.gossip.gossip/read ',
      'event_store.client.server_features.serverfeatures/getsupportedmethods ',
    ]);
  });

  it('gossips as a cluster of one leader', () => {
    const bytes = clusterInfo({
      id: '6c84fb90-12c4-4f8d-9f0e-5a1d0a3a7b11',
      address: '127.0.0.1',
      port: 2113,
    });
    const [member, ...others] = ClusterInfo.deserializeBinary(bytes).getMembersList();
    expect(others).toEqual([]);
    expect(member?.getState()).toBe(MemberInfo.VNodeState.LEADER);
    expect(member?.getIsAlive()).toBe(true);
    expect(member?.getHttpEndPoint()?.toObject()).toEqual({ address: '127.0.0.1', port: 2113 });
    const ticks = Number(member?.getTimeStamp()) / 1e4;
    expect(Math.abs(ticks - Date.now())).toBeLessThan(5000);
  });
});
