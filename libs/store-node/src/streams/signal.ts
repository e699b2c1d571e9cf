/** Lets one loop sleep until something happened; what happens while it is awake is not missed. */
export class Signal {
  private raised = false;
  private wake: (() => void) | undefined;

  readonly raise = (): void => {
    this.raised = true;
    this.wake?.();
  };

  async wait(): Promise<void> {
    if (!this.raised) await new Promise<void>((resolve) => (this.wake = resolve));
    this.raised = false;
    this.wake = undefined;
  }
}
