import { gunzipSync, gzipSync } from 'node:zlib'
import { type IntentModel, packModel, unpackModel } from '#understanding/intent-model.ts'

/** A model as it lies in the database. */
export const compressModel = (model: IntentModel): Uint8Array => gzipSync(packModel(model), { level: 1 })

/** Throws a `TypeError` when another version of the software packed it. */
export const expandModel = (bytes: Uint8Array): IntentModel => unpackModel(new Uint8Array(gunzipSync(bytes)))
