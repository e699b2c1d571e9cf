import { dataFiles, type Settings } from '@mizan/runtime';
import type { ChildMessage } from './child-message';
import type { ChildName, ChildPlan } from './child';
import { apiPlan, storePlan, workerPlan } from './child-plans';
import { prepareDataFolder } from './data-folder';
import { answering } from './health';
import { KeptChild } from './kept-child';
import { awaitPort, freeOrAny } from './port';
import type { ProgressView } from './progress-view';
import { nothingRuns, readRuntime, runtimeRecorder } from './runtime-file';
import type { ServeProblem } from './serve-problem';
import { startedStore } from './started-store';

/** Milliseconds until whatever still runs is ended outright: first the doors, at last the store. */
const doorsPatience = 7_000;
const patience = 9_500;

export interface LauncherVoice {
  /** A line for people. */
  say(line: string): void;
  readonly progress: ProgressView;
  /** Mizan can no longer be kept running. */
  lost(problem: ServeProblem): void;
}

/** Starts the event store, then the worker and the api; keeps them running; ends them in the opposite order. */
export class Launcher {
  private readonly children = new Map<ChildName, KeptChild>();
  private readonly stopped = new AbortController();
  /** Until the store holds its lock, the record may be another launcher's. */
  private recording = false;
  /** What a store said that is still starting. */
  private held: string[] = [];
  private storePort: number | null = null;
  private apiPort: number | null = null;
  private readonly write: ReturnType<typeof runtimeRecorder>;

  constructor(
    private settings: Settings,
    private readonly voice: LauncherVoice,
  ) {
    this.write = runtimeRecorder(dataFiles(settings.dataDir).runtime, (line) => voice.say(line));
  }

  /** Resolves with the address once everything answers. @throws ServeProblem when something cannot start */
  async start(): Promise<string> {
    await awaitPort(this.settings.port, (line) => this.voice.say(line));
    prepareDataFolder(this.settings.dataDir);
    if (this.settings.embedded) await this.startStore();
    this.recording = true;
    for (const line of this.held) this.voice.say(line);
    const worker = this.keep('worker', () => workerPlan(this.settings));
    const api = this.keep('api', () => apiPlan(this.settings));
    const [, answer] = await Promise.all([worker.start(), api.start()]);
    this.apiPort = answer.port ?? this.settings.port;
    this.record();
    const url = `http://127.0.0.1:${String(this.apiPort)}`;
    await answering(url, this.stopped.signal);
    this.voice.progress.close();
    return url;
  }

  /** Ends everything, the store last, and leaves the store's port on record for the next time. */
  async stop(): Promise<void> {
    const since = Date.now();
    this.stopped.abort();
    this.voice.progress.close();
    const store = this.children.get('store');
    const doors = [...this.children.values()].filter((child) => child !== store);
    await Promise.all(doors.map((child) => child.stop(doorsPatience)));
    await store?.stop(patience - (Date.now() - since));
    if (this.recording) this.write({ ...nothingRuns, store: { pid: null, port: this.storePort } });
  }

  private async startStore(): Promise<void> {
    const last = readRuntime(dataFiles(this.settings.dataDir).runtime);
    let port = await freeOrAny(last?.store.port ?? null);
    const store = this.keep('store', () => {
      this.held = [];
      return storePlan(this.settings, port);
    });
    const endedOutright = last !== null && last.launcher.pid !== null;
    port = (await startedStore(store, endedOutright)).port ?? port;
    this.storePort = port;
    this.settings = { ...this.settings, eventStore: `esdb://127.0.0.1:${String(port)}?tls=false` };
  }

  private keep(name: ChildName, plan: () => ChildPlan): KeptChild {
    const child = new KeptChild(name, {
      plan,
      message: (message) => this.hear(message),
      line: (from, text) => this.relay(from, text),
      changed: () => this.record(),
      lost: (problem) => this.voice.lost(problem),
    });
    this.children.set(name, child);
    return child;
  }

  private hear({ progress }: ChildMessage): void {
    if (progress) this.voice.progress.show({ ...progress, what: `Loading the ${progress.what}` });
  }

  /** A store that cannot start has its last words in the reason; its attempts need not be heard one by one. */
  private relay(from: ChildName, text: string): void {
    const line = `[${from}] ${text}`;
    if (this.recording) this.voice.say(line);
    else this.held.push(line);
  }

  private record(): void {
    if (this.stopped.signal.aborted || !this.recording) return;
    const pid = (name: ChildName) => this.children.get(name)?.pid ?? null;
    this.write({
      launcher: { pid: process.pid },
      store: { pid: pid('store'), port: this.storePort },
      worker: { pid: pid('worker') },
      api: { pid: pid('api'), port: this.apiPort },
    });
  }
}
