/** Fashion-MNIST (XiaoRV2017): 60 000 images to learn from and 10 000 to be judged by, 28×28 pixels, ten kinds of clothes. */
import { UsageError } from "../errors.ts";
import type { ClassifiedRows } from "../network/classifiedRows.ts";
import { idxRows } from "../network/idx.ts";

/** Where `scripts/fashion.mjs` puts it. */
export const FASHION_MNIST = ".cache/fashion-mnist";

/** Mean and deviation of its pixels, from 0 to 1. */
const PIXELS = { center: 0.286, scale: 0.353, classes: 10 };

/** The first rows of both parts. @throws UsageError where a file is not there, with what would do */
export async function fashionMnist(
  read: ((file: string) => Promise<Uint8Array>) | undefined,
  { learned, heldOut }: { readonly learned: number; readonly heldOut: number },
): Promise<{ readonly learned: ClassifiedRows; readonly heldOut: ClassifiedRows }> {
  const part = async (name: string, n: number): Promise<ClassifiedRows> => {
    const [images, labels] = await Promise.all(
      [`${name}-images-idx3-ubyte.gz`, `${name}-labels-idx1-ubyte.gz`].map(async (file) => unpacked(await found(file))),
    );
    return idxRows({ images, labels }, { ...PIXELS, n });
  };
  if (read === undefined) throw new UsageError({ where: "Fashion-MNIST", what: "nothing to read it with" });
  const found = (file: string): Promise<Uint8Array> =>
    read(file).catch((error) => {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError({
        where: "--data",
        what: "Fashion-MNIST is not there",
        got: file,
        would: "fetch it with node scripts/fashion.mjs (from Debian, 31 MB), or name the folder that has it",
      });
    });
  return { learned: await part("train", learned), heldOut: await part("t10k", heldOut) };
}

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
