import type { AddressInput } from '#business/inputs.ts'
import type { Order } from '#business/shapes.ts'

const MUNICIPALITY = /^(北京|上海|天津|重庆|香港|澳门)(市|特别行政区)?$/

/**
 * The new address with what the customer left out taken from the present one: a street alone stays in its district,
 * a district in its city, a known city in its province. Null when the place cannot be told; nothing is guessed.
 */
export function completeAddress(given: AddressInput, present: Order['address']): AddressInput | null {
  const { name, phone, detail } = given
  const place = completePlace(given, present)
  return place ? { ...(name && { name }), ...(phone && { phone }), ...place, detail } : null
}

function completePlace(given: AddressInput, present: Order['address']) {
  let { province, city, district } = given
  if (province && !city && MUNICIPALITY.test(province)) city = province
  if (city && !province && MUNICIPALITY.test(city)) province = city
  if (!province && !city)
    return { province: present.province, city: present.city, district: district ?? present.district }
  if (!city) return null
  if (!province && bare(city) === bare(present.city)) province = present.province
  return province ? { province, city, district: district ?? '' } : null
}

const bare = (city: string) => city.replace(/市$/, '')
