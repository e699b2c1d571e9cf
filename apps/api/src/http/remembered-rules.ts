import { getMetadataStorage, type MetadataStorage } from 'class-validator';

type Rules = ReturnType<MetadataStorage['getTargetValidationMetadatas']>;
type Grouped = ReturnType<MetadataStorage['groupByPropertyName']>;

const remembering = new WeakSet<MetadataStorage>();

/**
 * class-validator gathers the rules of a class anew for every object that it checks, from all rules of all classes.
 * The rules of a class are complete once it is defined, so here they are gathered once. Nothing is checked by groups or
 * by schemas here, so a class has only one set of them.
 */
export function rememberRules(): void {
  const storage = getMetadataStorage();
  if (remembering.has(storage)) return;
  remembering.add(storage);
  const gather = storage.getTargetValidationMetadatas.bind(storage);
  const group = storage.groupByPropertyName.bind(storage);
  const rules = new WeakMap<object, Rules>();
  const groups = new WeakMap<Rules, Grouped>();
  storage.getTargetValidationMetadatas = (target, schema, ...options) =>
    remembered(rules, target, () => gather(target, schema, ...options));
  storage.groupByPropertyName = (of) => remembered(groups, of, () => group(of));
}

function remembered<K extends object, V>(known: WeakMap<K, V>, key: K, find: () => V): V {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
