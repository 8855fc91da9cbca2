import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Permission } from '../../../../src/team/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'
import { useSession } from '../../session.tsx'

const TABS = [
  { name: 'articles', to: '/knowledge', permission: 'knowledge.read' },
  { name: 'import', to: '/knowledge/import', permission: 'knowledge.write' },
  { name: 'graph', to: '/knowledge/graph', permission: 'knowledge.read' },
  { name: 'suggestions', to: '/knowledge/suggestions', permission: 'knowledge.read' },
  { name: 'conflicts', to: '/knowledge/conflicts', permission: 'knowledge.read' },
  { name: 'departments', to: '/knowledge/departments', permission: 'knowledge.read' },
  { name: 'answering', to: '/knowledge/answering', permission: 'knowledge.read' },
] as const satisfies readonly { name: string; to: string; permission: Permission }[]

/** Top of every page of the knowledge base: its name, what this page is for, and the way to the others (keys 1 … 7). */
export function KnowledgeHead({ hint, children }: { hint: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation('knowledge')
  const { may } = useSession()
  const navigate = useNavigate()
  const tabs = TABS.filter(({ permission }) => may(permission))
  useCommands(
    tabs.map(({ name, to }, at) => ({
      id: `knowledge:${name}`,
      title: t(`tab.${name}`),
      group: t('title'),
      keys: String(at + 1),
      run: () => void navigate(to),
    })),
  )
  return (
    <>
      <PageHeader title={t('title')} hint={hint}>
        {children}
      </PageHeader>
      <PageTabs
        label={t('title')}
        tabs={tabs.map(({ name, to }) => ({ to, name: t(`tab.${name}`), end: name === 'articles' }))}
      />
    </>
  )
}
