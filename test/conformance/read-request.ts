import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { Positions } from './positions';
import { identifier } from './requests';
import type { Filter, ReadRequest } from './transcript';

const { Options } = ReadReq;
const DEFAULT_COUNT = 100;

export function readRequest(request: ReadRequest, positions: Positions): ReadReq {
  const options = new Options()
    .setReadDirection(
      request.direction === 'backwards' ? Options.ReadDirection.BACKWARDS : Options.ReadDirection.FORWARDS,
    )
    .setResolveLinks(request.resolveLinks ?? false);
  if (request.stream === undefined) options.setAll(allOptions(request.from, positions));
  else options.setStream(streamOptions(request.stream, request.from));
  setCount(options, request);
  setFilter(options, request.filter);
  if (request.uuid !== null) options.setUuidOption(uuidOption(request.uuid));
  if (request.compatibility !== undefined) {
    options.setControlOption(new Options.ControlOption().setCompatibility(request.compatibility));
  }
  return new ReadReq().setOptions(options);
}

function streamOptions(stream: string, from: ReadRequest['from']): ReadReq.Options.StreamOptions {
  const options = new Options.StreamOptions().setStreamIdentifier(identifier(stream));
  if (from === 'start') return options.setStart(new Empty());
  if (from === 'end') return options.setEnd(new Empty());
  return options.setRevision(String(from));
}

function allOptions(from: ReadRequest['from'], positions: Positions): ReadReq.Options.AllOptions {
  const options = new Options.AllOptions();
  if (from === 'start') return options.setStart(new Empty());
  if (from === 'end') return options.setEnd(new Empty());
  const value = String(positions.at(String(from)));
  return options.setPosition(new Options.Position().setCommitPosition(value).setPreparePosition(value));
}

function setCount(options: ReadReq.Options, request: ReadRequest): void {
  if (request.subscribe === true) options.setSubscription(new Options.SubscriptionOptions());
  else if (request.count !== null) options.setCount(String(request.count ?? DEFAULT_COUNT));
}

function setFilter(options: ReadReq.Options, filter: Filter | null | undefined): void {
  if (filter === undefined) options.setNoFilter(new Empty());
  else if (filter !== null) options.setFilter(filterOptions(filter));
}

function filterOptions(filter: Filter): ReadReq.Options.FilterOptions {
  const expression = new Options.FilterOptions.Expression();
  if (filter.regex !== undefined) expression.setRegex(filter.regex);
  for (const prefix of filter.prefix ?? []) expression.addPrefix(prefix);
  const options = new Options.FilterOptions().setCheckpointintervalmultiplier(filter.multiplier ?? 1);
  if (filter.on === 'type') options.setEventType(expression);
  else options.setStreamIdentifier(expression);
  return filter.max === undefined ? options.setCount(new Empty()) : options.setMax(filter.max);
}

function uuidOption(uuid: 'structured' | undefined): ReadReq.Options.UUIDOption {
  const option = new Options.UUIDOption();
  return uuid === 'structured' ? option.setStructured(new Empty()) : option.setString(new Empty());
}
