import type { Permission } from '../../../../src/team/contract.ts'

type Group = 'conversations' | 'customers' | 'business' | 'tickets' | 'knowledge' | 'replies' | 'team' | 'system'

/** Every permission under the heading it is shown with; the compiler holds the list complete. */
const group = {
  'conversations.read': 'conversations',
  'conversations.reply': 'conversations',
  'conversations.assign': 'conversations',
  'conversations.read-all': 'conversations',
  'alerts.act': 'conversations',
  'strategy.manage': 'conversations',
  'quality.read': 'team',
  'quality.manage': 'team',
  'recordings.listen': 'team',
  'verification.manage': 'team',
  'campaigns.read': 'team',
  'campaigns.manage': 'team',
  'calls.monitor': 'team',
  'customers.read': 'customers',
  'customers.write': 'customers',
  'business.read': 'business',
  'business.act': 'business',
  'tickets.read': 'tickets',
  'tickets.write': 'tickets',
  'tickets.manage': 'tickets',
  'knowledge.read': 'knowledge',
  'knowledge.write': 'knowledge',
  'knowledge.publish': 'knowledge',
  'knowledge.manage': 'knowledge',
  'flows.read': 'knowledge',
  'packs.read': 'knowledge',
  'packs.manage': 'knowledge',
  'models.read': 'knowledge',
  'models.manage': 'knowledge',
  'cases.label': 'knowledge',
  'replies.read': 'replies',
  'replies.write': 'replies',
  'team.read': 'team',
  'team.write': 'team',
  'routing.manage': 'team',
  'wall.read': 'team',
  'roster.manage': 'team',
  'keys.write': 'system',
  'audit.read': 'system',
  'settings.write': 'system',
  'calls.announce': 'system',
} as const satisfies Record<Permission, Group>

export const PERMISSION_GROUPS: [Group, Permission[]][] = [...new Set(Object.values(group))].map((name) => [
  name,
  (Object.keys(group) as Permission[]).filter((permission) => group[permission] === name),
])

/** The key of a permission's words: dots separate levels in a catalogue. */
export const wordsOf = <P extends Permission>(permission: P) =>
  permission.replace('.', '-') as P extends `${infer A}.${infer B}` ? `${A}-${B}` : never
