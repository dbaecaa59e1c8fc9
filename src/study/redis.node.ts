/** A connection to Redis that says in a line what is wrong, and never shows a password. */
import { Redis } from "ioredis";
import { UsageError, WorkError } from "../errors.ts";

/** Milliseconds that the first connection may take. */
const PATIENCE = 5000;
/** Milliseconds between attempts to have it again. */
export const RETRY = 1000;

export interface Connection {
  readonly redis: Redis;
  /** Takes leave; where Redis is lost, its copies and itself end with their next attempt, and what waits for it fails. */
  end(leave: () => Promise<unknown>): Promise<void>;
}

/**
 * @param say told when the connection is lost, and when it is there again; commands wait in between
 * @throws UsageError for what is no address; WorkError where Redis cannot be reached
 */
export async function connected(url: string, say: (line: string) => void): Promise<Connection> {
  const address = addressOf(url);
  let isEager = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    maxRetriesPerRequest: null,
    retryStrategy: () => (isEager ? RETRY : null),
  });
  let trouble: Error | undefined;
  redis.on("error", (error) => {
    trouble = error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    const { message } = trouble ?? (error as Error);
    const would = /NOAUTH|WRONGPASS/.test(message)
      ? "write redis://user:password@host:6379"
      : "start redis-server there, or give the address of one that runs";
    throw new WorkError({ where: address, what: "Redis does not answer", got: message, would });
  }
  isEager = true;
  let isLost = false;
  redis.on("reconnecting", () => {
    if (!isLost) say(`${address}: lost; waiting for it to come back`);
    isLost = true;
  });
  redis.on("ready", () => {
    say(`${address}: there again`);
    isLost = false;
  });
  const end = async (leave: () => Promise<unknown>): Promise<void> => {
    isEager = false;
    await settled(redis);
    await leave();
    redis.disconnect();
  };
  return { redis, end };
}

/** Waits until a connection is there, or has ended. */
export async function settled(client: {
  readonly status: string;
  once(event: "ready" | "end", listener: () => void): unknown;
}): Promise<void> {
  if (client.status === "ready" || client.status === "end") return;
  await new Promise<void>((resolve) => {
    client.once("ready", resolve);
    client.once("end", resolve);
  });
}

/** An address as it may be shown. @throws UsageError, which does not show it, since it may hold a password */
export function addressOf(url: string): string {
  const { protocol, host, pathname } = URL.canParse(url) ? new URL(url) : { protocol: "", host: "", pathname: "" };
  if (/^rediss?:$/.test(protocol) && host !== "") return `${protocol}//${host}${pathname}`;
  const would = "write redis://host:6379, or rediss://host:6379 for TLS";
  throw new UsageError({ where: "the queue", what: "not an address of Redis", would });
}
