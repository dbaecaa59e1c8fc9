/** Domains of text, as `scripts/domains.mjs` leaves them: whole files to learn from, to steer by and to judge by. */
import { UsageError } from "../../errors.ts";
import { symbolsOf } from "../../network/symbols.ts";

/** Where the script puts them. */
export const DOMAINS = ".cache/domains";

export interface TextDomain {
  readonly name: string;
  readonly learned: Uint8Array;
  /** What controllers are told the losses of. */
  readonly validation: Uint8Array;
  /** What no training run and no controller sees. */
  readonly heldOut: Uint8Array;
}

export interface Texts {
  readonly domains: readonly TextDomain[];
  /** Of all bytes: who has the same has the same texts. */
  readonly fingerprint: string;
}

/** @throws UsageError where a file is not there, with what would do */
export async function textsIn(read: ((file: string) => Promise<Uint8Array>) | undefined): Promise<Texts> {
  if (read === undefined) throw new UsageError({ where: "domains of text", what: "nothing to read them with" });
  const found = (file: string): Promise<Uint8Array> =>
    read(file).catch((error) => {
      if (!(error instanceof UsageError)) throw error;
      const would = "make them with node scripts/domains.mjs, or name the folder that has them";
      throw new UsageError({ where: "--data", what: "the domains of text are not there", got: file, would });
    });
  const about = JSON.parse(new TextDecoder().decode(await found("domains.json")));
  const names: readonly string[] = about.domains;
  const part = async (name: string, which: string) => symbolsOf(await found(`${name}-${which}.txt`));
  const domains = await Promise.all(
    names.map(async (name) => ({
      name,
      learned: await part(name, "learned"),
      validation: await part(name, "validation"),
      heldOut: await part(name, "heldOut"),
    })),
  );
  return { domains, fingerprint: about.fingerprint };
}
