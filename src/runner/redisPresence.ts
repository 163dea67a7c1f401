import type { Redis } from "ioredis";

/**
 * Who is there: each member writes an entry that goes by itself when it is not renewed, as happens to one that is killed, and its name
 * into a set that says where to look. The times are all the server's, so no clocks are compared.
 */
export class Presence<Entry> {
  /** @param lifetime how long an entry outlives its last renewal, ms */
  constructor(
    readonly client: Redis,
    readonly key: string,
    readonly lifetime: number,
  ) {}

  async renew(name: string, entry: Entry): Promise<void> {
    await Promise.all([
      this.client.set(`${this.key}:${name}`, JSON.stringify(entry), "PX", this.lifetime),
      this.client.sadd(this.key, name),
      this.client.pexpire(this.key, this.lifetime),
    ]);
  }

  async leave(name: string): Promise<void> {
    await Promise.all([this.client.del(`${this.key}:${name}`), this.client.srem(this.key, name)]);
  }

  async list(): Promise<Map<string, Entry>> {
    const names = await this.client.smembers(this.key);
    if (names.length === 0) return new Map();
    const texts = await this.client.mget(names.map((name) => `${this.key}:${name}`));
    const gone = names.filter((_, index) => texts[index] === null);
    if (gone.length > 0) await this.client.srem(this.key, ...gone);
    return new Map(
      names.flatMap((name, index) => {
        const text = texts[index];
        return typeof text === "string" ? [[name, JSON.parse(text) as Entry] as const] : [];
      }),
    );
  }
}
