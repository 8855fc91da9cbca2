import { HistoryOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select, Switch } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MenuNode, type MenuVersion, type VoiceMenu, voiceMenu } from '../../../../src/voice/menu/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { get, put } from '../../api.ts'
import { Columns } from '../../components/columns.tsx'
import { Field } from '../../components/list/field.tsx'
import { useLeaveGuard } from '../../components/list/use-leave-guard.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import { NodeCard } from './node-card.tsx'
import { Preview } from './preview.tsx'
import styles from './voice-menu.module.css'

const KEY = ['voice-menu']

/** The telephone menu: what callers hear, by speech and keys; and what a certain caller would hear of it. */
export default function VoiceMenuPage() {
  const { t } = useTranslation('voice-menu')
  const query = useQuery({
    queryKey: [...KEY, 'versions'],
    queryFn: ({ signal }) => get<{ items: MenuVersion[] }>('/api/voice-menu/versions', {}, signal),
  })
  const versions = query.data?.items
  return (
    <Page>
      {!versions && <PageHeader title={t('title')} hint={t('hint')} />}
      {query.isPending && <Loading rows={8} />}
      {query.isError && !versions && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {versions && <Editor key={versions[0]!.version} versions={versions} />}
    </Page>
  )
}

function Editor({ versions }: { versions: MenuVersion[] }) {
  const { t } = useTranslation(['voice-menu', 'lists'])
  const { may } = useSession()
  const { locale } = usePreferences()
  const told = useTold()
  const client = useQueryClient()
  const latest = versions[0]!
  const [menu, setMenu] = useState<VoiceMenu>(latest.menu)
  const leaving = useRef(false)
  const changed = menu !== latest.menu
  useLeaveGuard(changed, leaving)
  const writes = may('routing.manage')
  const checked = voiceMenu.safeParse(menu)
  const twice = keyGivenTwice(menu)
  const saving = useMutation({
    mutationFn: () => put<MenuVersion>('/api/voice-menu', { base: latest.version, menu, note: '' }),
    onSuccess: async () => {
      told.done(t('voice-menu:saved'))
      await client.invalidateQueries({ queryKey: KEY })
    },
    onError: told.failed,
  })
  return (
    <>
      <PageHeader title={t('voice-menu:title')} hint={t('voice-menu:hint')}>
        <Versions versions={versions} onPick={(version) => setMenu(version.menu)} />
        {writes && (
          <Button
            type="primary"
            disabled={!changed || !checked.success}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {t('lists:save')}
          </Button>
        )}
      </PageHeader>
      {!checked.success && (
        <p className={styles.problem} role="alert">
          {twice
            ? t('voice-menu:keyTwice', { name: twice.node.prompt[locale] || twice.node.id, key: twice.key })
            : t('voice-menu:incomplete')}
        </p>
      )}
      <Columns side={320}>
        <fieldset className={styles.editor} disabled={!writes}>
          <Greetings menu={menu} onChange={setMenu} />
          <Nodes menu={menu} onChange={setMenu} writes={writes} />
        </fieldset>
        <Preview menu={checked.success ? checked.data : null} />
      </Columns>
    </>
  )
}

function Nodes({ menu, onChange, writes }: GreetingsProps & { writes: boolean }) {
  const { t } = useTranslation('voice-menu')
  const change = (at: number, node: MenuNode | null) =>
    onChange({ ...menu, nodes: node ? menu.nodes.with(at, node) : menu.nodes.toSpliced(at, 1) })
  const add = () => onChange({ ...menu, nodes: [...menu.nodes, freshNode(menu)] })
  return (
    <>
      {menu.nodes.map((node, at) => (
        <NodeCard
          key={node.id}
          node={node}
          menu={menu}
          isRoot={node.id === menu.root}
          onChange={(next) => change(at, next)}
          onRemove={() => change(at, null)}
        />
      ))}
      {writes && (
        <Button icon={<PlusOutlined aria-hidden />} disabled={menu.nodes.length >= 30} onClick={add}>
          {t('addNode')}
        </Button>
      )}
    </>
  )
}

type GreetingsProps = { menu: VoiceMenu; onChange: (menu: VoiceMenu) => void }

const GREETINGS = ['greeting', 'briefGreeting', 'nightGreeting'] as const
const TIERS = ['silver', 'gold', 'vip']

function Greetings({ menu, onChange }: GreetingsProps) {
  const { t } = useTranslation('voice-menu')
  return (
    <section className={styles.card}>
      <h2>{t('beginning')}</h2>
      {GREETINGS.map((name) => (
        <Field key={name} label={t(name)} id={`${name}-zh`}>
          <div className={styles.pair}>
            {(['zh', 'en'] as const).map((language) => (
              <Input
                key={language}
                id={`${name}-${language}`}
                aria-label={`${t(name)} ${t(language)}`}
                value={menu[name][language]}
                maxLength={name === 'briefGreeting' ? 100 : 200}
                onChange={(event) => onChange({ ...menu, [name]: { ...menu[name], [language]: event.target.value } })}
              />
            ))}
          </div>
        </Field>
      ))}
      <Field label={t('skipTiers')} id="skip-tiers" hint={t('skipHint')}>
        <Select
          id="skip-tiers"
          mode="multiple"
          value={menu.skipTiers}
          options={TIERS.map((value) => ({ value, label: t(`tier.${value as 'vip'}`) }))}
          onChange={(skipTiers: string[]) => onChange({ ...menu, skipTiers })}
        />
      </Field>
      <Field label={t('web')} id="menu-web" hint={t('webHint')}>
        <span className={styles.web}>
          <Switch id="menu-web" checked={menu.web} onChange={(web) => onChange({ ...menu, web })} />
          {t(menu.web ? 'webOn' : 'webOff')}
        </span>
      </Field>
    </section>
  )
}

function Versions({ versions, onPick }: { versions: MenuVersion[]; onPick: (version: MenuVersion) => void }) {
  const { t } = useTranslation('voice-menu')
  const { locale } = usePreferences()
  const actorName = useActorName()
  const [shown, show] = useState(versions[0]!.version)
  return (
    <Select
      aria-label={t('versions')}
      className={styles.versions}
      prefix={<HistoryOutlined aria-hidden />}
      value={shown}
      onChange={(number: number) => {
        show(number)
        onPick(versions.find(({ version }) => version === number)!)
      }}
      options={versions.map(({ version, by, at }) => ({
        value: version,
        label: version
          ? t('version', { version, by: actorName(by), at: formatDateTime(at, locale) })
          : t('firstVersion'),
      }))}
    />
  )
}

/** The first key that two choices of one menu share. */
function keyGivenTwice(menu: VoiceMenu): { node: MenuNode; key: string } | null {
  for (const node of menu.nodes) {
    const keys = node.choices.map(({ key }) => key)
    const key = keys.find((one, at) => keys.indexOf(one) !== at)
    if (key) return { node, key }
  }
  return null
}

function freshNode(menu: VoiceMenu): MenuNode {
  let number = menu.nodes.length + 1
  while (menu.nodes.some(({ id }) => id === `menu-${number}`)) number++
  const person = menu.nodes.flatMap(({ choices }) => choices).find(({ to }) => to.kind === 'person')
  return { id: `menu-${number}`, prompt: { zh: '', en: '' }, choices: person ? [person] : [] }
}
