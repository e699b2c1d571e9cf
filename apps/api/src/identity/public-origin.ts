import { Problem } from '../http/problem';

/** Where this api is, which is known once it listens. */
export class PublicOrigin {
  private listening: string | null = null;

  /** `publicUrl` is the origin that people use, where it is another one. */
  constructor(private readonly publicUrl: string | null) {}

  listensAt(address: string): void {
    this.listening = address;
  }

  /** Its own address. @throws Problem 503 STARTING */
  get address(): string {
    if (this.listening !== null) return this.listening;
    throw new Problem({
      code: 'STARTING',
      status: 503,
      detail: 'The api is still starting.',
      remedy: 'Ask again in a second.',
      retryAfterS: 1,
    });
  }

  /** The origin that browsers use. @throws Problem 503 STARTING */
  get origin(): string {
    return this.publicUrl ?? this.address;
  }

  get secure(): boolean {
    return this.publicUrl?.startsWith('https:') ?? false;
  }
}
