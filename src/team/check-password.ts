import { AppError } from '#platform/errors.ts'

export type Weakness = 'too-short' | 'too-long' | 'one-class' | 'like-login' | 'common'

const MIN = 10
const MAX = 200

/** Refuses a weak new password with `password_weak`; `details.reasons` says which rules it breaks. */
export function checkPassword(password: string, login: string): void {
  const reasons = weaknesses(password, login)
  if (reasons.length) throw new AppError('password_weak', {}, { reasons })
}

export function weaknesses(password: string, login: string): Weakness[] {
  const plain = password.normalize('NFKC').toLowerCase()
  const length = [...plain].length
  const classes = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(plain)).length
  const found: Weakness[] = []
  if (length < MIN) found.push('too-short')
  if (length > MAX) found.push('too-long')
  if (classes < 2) found.push('one-class')
  if (isLikeLogin(plain, login.toLowerCase())) found.push('like-login')
  if (COMMON.has(plain) || COMMON.has(plain.replace(/[^\p{L}\p{N}]+$/u, ''))) found.push('common')
  return found
}

/** The login itself, turned round, or with little added around it. */
function isLikeLogin(plain: string, login: string): boolean {
  if (plain === [...login].reverse().join('')) return true
  return plain.includes(login) && plain.length - login.length < 6
}

/** The commonest ones that pass the other rules, world-wide and on Chinese keyboards. */
const COMMON = new Set(
  `password1 password12 password123 password1234 password12345 password123456 passw0rd123 p@ssw0rd123 p@ssword123
  qwerty1234 qwerty12345 qwerty123456 qwertyuiop1 qwertyuiop123 1qaz2wsx3edc 1qaz@wsx3edc 1qazxsw23edc zaq12wsxcde3
  1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 qwe123456789 qweasdzxc123 asdfgh12345 asdf123456 zxcvbnm123
  abc1234567 abc12345678 abc123456789 abcd123456 abcd12345678 abcde12345 a123456789 aa123456789 a1234567890 aaa123456789
  123456789a 123456789q 1234567890a 123456789abc 12345678910a 123456abcdef 1234qwerasdf 123qweasdzxc qq123456789
  woaini1314 woaini520 woaini1314520 woaini123456 5201314woaini iloveyou123 iloveyou1314 wodemima123 mima123456
  zhang123456 wang123456 li123456789 admin12345 admin123456 admin1234567 admin888888 administrator1 root123456
  welcome123 welcome1234 welcome12345 letmein1234 letmein12345 changeme123 changeme1234 test123456 test1234567
  user123456 guest12345 default123 system12345 company123 football123 baseball123 princess123 sunshine123 dragon12345
  monkey12345 superman123 michael123 asd123456789 zxc123456789 qaz123456789 147258369a 159357456a 987654321a q123456789`.split(
    /\s+/,
  ),
)
