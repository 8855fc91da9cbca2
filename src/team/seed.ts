import type { Tx } from '#platform/db/open.ts'
import type { Role } from '#team/contract.ts'
import { hashPassword } from '#team/password.ts'
import { insertUser } from '#team/queries.ts'

/** Demo mode only; printed on the sign-in page of the demo. */
export const DEMO_PASSWORD = 'yinghe-demo-2026'

type Member = [id: string, name: string, nameEn: string, role: Role, skills: string[], languages: ('zh' | 'en')[]]
const CAST: Member[] = [
  ['admin', '管理员', 'Administrator', 'administrator', [], ['zh', 'en']],
  ['fang', '方琳', 'Fang Lin', 'supervisor', ['complaint'], ['zh', 'en']],
  ['lina', '李娜', 'Li Na', 'agent', ['after-sale', 'refund'], ['zh']],
  ['hao', '张浩', 'Zhang Hao', 'agent', ['technical', 'warranty'], ['zh']],
  ['amy', 'Amy Zhang', 'Amy Zhang', 'agent', ['after-sale', 'english'], ['en', 'zh']],
  ['qiu', '邱雨', 'Qiu Yu', 'operator', [], ['zh']],
]

/** The demo team; ids and logins are the same short names. Leaves a user that is there already alone. */
export async function seedTeam(tx: Tx): Promise<void> {
  // One salt for all: the password is public, and six hashes would cost the first start a quarter of a second.
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  for (const [id, name, nameEn, role, skills, languages] of CAST) {
    await insertUser(tx, {
      id,
      login: id,
      name,
      nameEn,
      email: `${id}@hemu.example.com`,
      role,
      skills,
      languages,
      capacity: 5,
      passwordHash,
      mustChangePassword: false,
      locale: 'zh',
    })
  }
}
