import { invalidArgument } from '../http/status';
import { keyOf } from '../storage/streams';
import { streamNameOf, viewEvent } from '../wire/event-view';
import type { FilterRequest } from '../wire/read-messages';

/** Decides from a stored frame whether a reader wants the event. */
export type EventFilter = (frame: Buffer) => boolean;

/** Builds the filter a caller asked for. Throws GrpcError INVALID_ARGUMENT. */
export function compileFilter(request: FilterRequest): EventFilter {
  if (request.on === undefined) throw invalidArgument('The filter names neither streams nor event types.');
  if (request.window === undefined) throw invalidArgument('The filter has no window: send max or count.');
  return request.on === 'stream' ? streamFilter(request) : typeFilter(request);
}

function streamFilter(request: FilterRequest): EventFilter {
  if (request.regex !== '') {
    const regex = compileRegex(request.regex);
    return (frame) => regex.test(streamNameOf(frame).toString('utf8'));
  }
  const prefixes = request.prefixes.map((prefix) => keyOf(Buffer.from(prefix, 'utf8')));
  return (frame) => {
    const name = streamNameOf(frame).toString('latin1');
    return prefixes.some((prefix) => name.startsWith(prefix));
  };
}

function typeFilter(request: FilterRequest): EventFilter {
  if (request.regex !== '') {
    const regex = compileRegex(request.regex);
    return (frame) => regex.test(viewEvent(frame).type);
  }
  return (frame) => {
    const { type } = viewEvent(frame);
    return request.prefixes.some((prefix) => type.startsWith(prefix));
  };
}

/** Unicode rules first; expressions that only the older, laxer rules accept are taken too. */
function compileRegex(source: string): RegExp {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags);
    } catch {
      continue;
    }
  }
  throw invalidArgument(`The filter's regular expression ${source} is malformed.`);
}
