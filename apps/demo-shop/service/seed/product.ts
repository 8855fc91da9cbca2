import type { StoredProduct } from '../store.ts'

type Facts = Pick<
  StoredProduct,
  'name' | 'nameEn' | 'sku' | 'category' | 'price' | 'stock' | 'description' | 'descriptionEn' | 'keywords'
>

/** [name, value, name in English, value in English] */
type Spec = [string, string, string, string]
/** [code, meaning, meaning in English, what to do, what to do in English] */
type Fault = [string, string, string, string, string]

/** A product of the catalogue in the short form in which it is written down. */
export function product(
  id: string,
  warrantyMonths: number,
  facts: Facts,
  specs: Spec[],
  faults: Fault[] = [],
): StoredProduct {
  return {
    id,
    ...facts,
    image: `/images/${id}.svg`,
    warrantyMonths,
    specs: specs.map(([k, v, kEn, vEn]) => ({ k, v, kEn, vEn })),
    faultCodes: faults.map(([code, meaning, meaningEn, fix, fixEn]) => ({
      code,
      meaning,
      meaningEn,
      fix,
      fixEn,
    })),
  }
}
