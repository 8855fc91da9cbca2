import type { AuditRecord } from '../../../../src/governance/contract.ts'

/** The console's page for what an entry is about; null where there is none. */
export function targetPage({ action, target }: Pick<AuditRecord, 'action' | 'target'>): string | null {
  const id = encodeURIComponent(target.replace(/^[a-z-]+:/, ''))
  if (!id) return null
  if (action.startsWith('article.')) return `/knowledge/${id}`
  if (action.startsWith('canned-reply.') && action !== 'canned-reply.deleted') return `/replies?edit=${id}`
  if (target.startsWith('queue:') || target.startsWith('routing-policy:')) return '/routing'
  if (target.startsWith('campaign:')) return action === 'campaign.removed' ? null : `/campaigns/${id}`
  if (target === 'call-consents') return '/campaigns/consents'
  if (target === 'do-not-call') return '/campaigns/do-not-call'
  if (target.startsWith('customer:')) return `/customers/${id}`
  return null
}
