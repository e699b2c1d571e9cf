import type { PlaceInput } from '@mizan/geo';
import { parsePlace, type Place } from '@mizan/geo';
import type { PerDirection } from './scenario';

/**
 * Open terrain away from settlements, works and the line, chosen for these exercises and nothing else: no tip has
 * ever been about any of them. Per direction, the pool of places a case is about; each notation people use is here.
 */
const pools: PerDirection<readonly string[]> = [
  [
    '41R PP 792 889',
    '30.410, 65.330',
    `30°10'48"N 64°31'12"E`,
    `30° 43.8' N, 63° 56.4' E`,
    '41R MQ 9333 5287',
    '41R 440843 3435300',
    '30.550, 65.710',
    '42R UV 2737 9975',
    `32° 16.2' N, 68° 18.6' E`,
    '42S VA 074 463',
    `32°25'48"N 67°42'36"E`,
    '42S XF 807 501',
    '43S CA 5411 9834',
    '35.880, 70.620',
    '41R 694315 3350430',
    `30° 51.6' N, 64° 18.6' E`,
    '41R QQ 778 709',
    '32.710, 67.360',
    '41R MQ 7230 2409',
    `36°18'36"N 70°33'00"E`,
    '41R PP 065 736',
    '42R UA 6001 2808',
  ],
  [
    `31° 10.8' N, 69° 12.6' E`,
    '42R WV 5889 8185',
    '30.930, 68.520',
    '42R VV 074 355',
    `30°44'24"N 69°57'00"E`,
    '30.180, 68.930',
    '42R TT 999 440',
    '42R 237487 3275310',
    `29°24'36"N 65°43'48"E`,
    '42R VU 4304 1006',
    '36.120, 72.210',
    `36° 30.6' N, 72° 49.2' E`,
    '43S CA 419 175',
    `35°37'48"N 72°32'24"E`,
    '42R XV 3577 8811',
    '31.930, 70.340',
    '42S 616005 3556610',
    '42S XA 634 994',
    `30° 24.6' N, 69° 31.2' E`,
    '30.080, 69.310',
    '42R VU 2716 8884',
    `31°17'24"N 68°54'36"E`,
  ],
];

/** Names that exist on no map, so that nobody looks for these places. */
const names = (
  'Walnut Heron Slate Juniper Copper Lantern Almond Falcon Gravel Mulberry Amber Kestrel Basalt Willow Saffron ' +
  'Plover Quartz Poplar Indigo Swallow Marble Tamarisk'
).split(' ');

const radii = [250, 500, 1_000, 400, 750] as const;
const methods = ['observed', 'reported by a resident', 'derived from imagery', null] as const;

export interface PlaceWish {
  /** 0 or 1: which party shares. */
  readonly direction: 0 | 1;
  /** Place of the case in the pool. */
  readonly index: number;
  /** Who is said to hold it. */
  readonly controlledBy: string;
  readonly collectedAt: string;
}

/** The exercise place of a case, read by the same parser as a person's. */
export function exercisePlace({ direction, index, controlledBy, collectedAt }: PlaceWish): Place {
  const pool = pools[direction];
  const method = methods[index % methods.length] ?? null;
  return parsed({
    input: pool[index % pool.length] ?? '',
    radiusM: radii[index % radii.length] ?? 500,
    name: `Exercise area ${names[index % names.length]} ${direction + 1}`,
    ...(method === null ? {} : { method }),
    collectedAt,
    controlledBy,
  });
}

function parsed(input: PlaceInput): Place {
  const result = parsePlace(input);
  if ('problem' in result) throw new Error(`${input.input}: ${result.problem.detail}`);
  return result.place;
}
