/** The catalogue of layers: a new layer is its own file and one line here. */
import type { Catalogue } from "../../part.ts";
import type { Layer } from "../layer.ts";
import { averagePool } from "./averagePool.ts";
import { batchNormalization } from "./batchNormalization.ts";
import { conv3x3 } from "./conv3x3.ts";
import { dense } from "./dense.ts";
import { embedding } from "./embedding.ts";
import { maxPool } from "./maxPool.ts";
import { relu } from "./relu.ts";

export const layers: Catalogue<Layer> = { dense, embedding, relu, conv3x3, averagePool, maxPool, batchNormalization };
