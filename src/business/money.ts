/** Whole yuan without cents, thousands apart, as on the pages of a shop. */
const YUAN = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  trailingZeroDisplay: 'stripIfInteger',
})

/** `¥1,299`, `-¥23.60`. */
export const inYuan = (amount: number): string => `${amount < 0 ? '-' : ''}¥${YUAN.format(Math.abs(amount))}`
