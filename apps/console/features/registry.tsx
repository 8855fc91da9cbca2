import {
  AlertOutlined,
  AppstoreOutlined,
  AudioOutlined,
  AuditOutlined,
  BranchesOutlined,
  BulbOutlined,
  CommentOutlined,
  ContainerOutlined,
  ExperimentOutlined,
  FileSearchOutlined,
  FundProjectionScreenOutlined,
  HeartOutlined,
  HistoryOutlined,
  HomeOutlined,
  IdcardOutlined,
  KeyOutlined,
  MessageOutlined,
  PartitionOutlined,
  PhoneOutlined,
  ReadOutlined,
  SettingOutlined,
  SmileOutlined,
  TagsOutlined,
  TeamOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons'
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode } from 'react'
import type { Permission } from '../../../src/team/contract.ts'
import type { resources } from '../locales/resources.ts'

/** One page of the console. `permission: null` is for everyone signed in; a list means any of them. */
export type Feature = {
  /** Path under /console; its own sub-routes may follow. */
  path: string
  title: TitleKey
  icon: ReactNode
  permission: Permission | readonly Permission[] | null
  page: LazyExoticComponent<ComponentType>
  /** `work` stands on top of the rail; below it what the bot is taught, how people serve, and how the house is run. */
  section: 'work' | 'teach' | 'serve' | 'run'
  /** Second key after `g` that goes there. */
  key?: string
}
/** A `title` of any catalogue, e.g. `desk:title`. */
type TitleKey = `${keyof (typeof resources)['zh']}:title`

/** Every page of the console in the order of the rail. A new page is one entry here and one catalogue in `locales`. */
export const features: readonly Feature[] = [
  {
    path: 'home',
    title: 'home:title',
    icon: <HomeOutlined aria-hidden />,
    permission: null,
    page: lazy(() => import('./home/home-page.tsx')),
    section: 'work',
    key: 'h',
  },
  {
    path: 'desk',
    title: 'desk:title',
    icon: <MessageOutlined aria-hidden />,
    permission: 'conversations.reply',
    page: lazy(() => import('./desk/desk-page.tsx')),
    section: 'work',
    key: 'd',
  },
  {
    path: 'alerts',
    title: 'alerts:title',
    icon: <AlertOutlined aria-hidden />,
    permission: 'alerts.act',
    page: lazy(() => import('./alerts/alerts-page.tsx')),
    section: 'work',
    key: 'e',
  },
  {
    path: 'conversations',
    title: 'conversations:title',
    icon: <CommentOutlined aria-hidden />,
    permission: 'conversations.read',
    page: lazy(() => import('./conversations/conversations-page.tsx')),
    section: 'work',
    key: 'c',
  },
  {
    path: 'tickets',
    title: 'tickets:title',
    icon: <ContainerOutlined aria-hidden />,
    permission: 'tickets.read',
    page: lazy(() => import('./tickets/tickets-page.tsx')),
    section: 'work',
    key: 't',
  },
  {
    path: 'customers',
    title: 'customers:title',
    icon: <IdcardOutlined aria-hidden />,
    permission: 'customers.read',
    page: lazy(() => import('./customers/customers-page.tsx')),
    section: 'work',
    key: 'u',
  },
  {
    path: 'wall',
    title: 'wall:title',
    icon: <FundProjectionScreenOutlined aria-hidden />,
    permission: 'wall.read',
    page: lazy(() => import('./wall/wall-page.tsx')),
    section: 'work',
    key: 'b',
  },
  {
    path: 'recordings',
    title: 'recordings:title',
    icon: <AudioOutlined aria-hidden />,
    permission: 'recordings.listen',
    page: lazy(() => import('./recordings/recordings-page.tsx')),
    section: 'work',
  },
  {
    path: 'practice',
    title: 'practice:title',
    icon: <SmileOutlined aria-hidden />,
    permission: 'conversations.reply',
    page: lazy(() => import('./practice/practice-page.tsx')),
    section: 'work',
    key: 'x',
  },
  {
    path: 'knowledge',
    title: 'knowledge:title',
    icon: <ReadOutlined aria-hidden />,
    permission: 'knowledge.read',
    page: lazy(() => import('./knowledge/knowledge-page.tsx')),
    section: 'teach',
    key: 'k',
  },
  {
    path: 'learning',
    title: 'learning:title',
    icon: <BulbOutlined aria-hidden />,
    permission: 'cases.label',
    page: lazy(() => import('./learning/learning-page.tsx')),
    section: 'teach',
    key: 'l',
  },
  {
    path: 'models',
    title: 'models:title',
    icon: <ExperimentOutlined aria-hidden />,
    permission: 'models.read',
    page: lazy(() => import('./models/models-page.tsx')),
    section: 'teach',
    key: 'o',
  },
  {
    path: 'flows',
    title: 'flows:title',
    icon: <PartitionOutlined aria-hidden />,
    permission: 'flows.read',
    page: lazy(() => import('./flows/flows-page.tsx')),
    section: 'teach',
    key: 'f',
  },
  {
    path: 'terms',
    title: 'terms:title',
    icon: <TagsOutlined aria-hidden />,
    permission: 'knowledge.read',
    page: lazy(() => import('./terms/terms-page.tsx')),
    section: 'teach',
    key: 'w',
  },
  {
    path: 'packs',
    title: 'packs:title',
    icon: <AppstoreOutlined aria-hidden />,
    permission: 'packs.read',
    page: lazy(() => import('./packs/packs-page.tsx')),
    section: 'teach',
    key: 'i',
  },
  {
    path: 'strategy',
    title: 'strategy:title',
    icon: <HeartOutlined aria-hidden />,
    permission: 'strategy.manage',
    page: lazy(() => import('./strategy/strategy-page.tsx')),
    section: 'serve',
  },
  {
    path: 'replies',
    title: 'replies:title',
    icon: <ThunderboltOutlined aria-hidden />,
    permission: 'replies.read',
    page: lazy(() => import('./replies/replies-page.tsx')),
    section: 'serve',
    key: 'r',
  },
  {
    path: 'routing',
    title: 'routing:title',
    icon: <BranchesOutlined aria-hidden />,
    permission: 'routing.manage',
    page: lazy(() => import('./routing/routing-page.tsx')),
    section: 'serve',
    key: 'q',
  },
  {
    path: 'quality',
    title: 'quality:title',
    icon: <AuditOutlined aria-hidden />,
    permission: 'conversations.reply',
    page: lazy(() => import('./quality/quality-page.tsx')),
    section: 'serve',
    key: 'y',
  },
  {
    path: 'telephone',
    title: 'telephone:title',
    icon: <PhoneOutlined aria-hidden />,
    permission: 'settings.write',
    page: lazy(() => import('./telephone/telephone-page.tsx')),
    section: 'run',
  },
  {
    path: 'team',
    title: 'team:title',
    icon: <TeamOutlined aria-hidden />,
    permission: 'team.read',
    page: lazy(() => import('./team/team-page.tsx')),
    section: 'run',
    key: 'm',
  },
  {
    path: 'api-keys',
    title: 'api-keys:title',
    icon: <KeyOutlined aria-hidden />,
    permission: 'keys.write',
    page: lazy(() => import('./api-keys/api-keys-page.tsx')),
    section: 'run',
    key: 'p',
  },
  {
    path: 'history',
    title: 'history:title',
    icon: <HistoryOutlined aria-hidden />,
    permission: 'models.manage',
    page: lazy(() => import('./history/history-page.tsx')),
    section: 'teach',
  },
  {
    path: 'audit',
    title: 'audit:title',
    icon: <FileSearchOutlined aria-hidden />,
    permission: 'audit.read',
    page: lazy(() => import('./audit/audit-page.tsx')),
    section: 'run',
    key: 'a',
  },
  {
    path: 'settings',
    title: 'settings:title',
    icon: <SettingOutlined aria-hidden />,
    permission: 'settings.write',
    page: lazy(() => import('./settings/settings-page.tsx')),
    section: 'run',
    key: 's',
  },
]

export function allows(feature: Feature, may: (permission: Permission) => boolean): boolean {
  if (feature.permission === null) return true
  return typeof feature.permission === 'string' ? may(feature.permission) : feature.permission.some(may)
}
