import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { KEYS } from '../../../../src/voice/contract.ts'
import type { MenuChoice, MenuNode, MenuTarget, VoiceMenu } from '../../../../src/voice/menu/contract.ts'
import { usePreferences } from '../../preferences.ts'
import styles from './voice-menu.module.css'

type NodeProps = {
  node: MenuNode
  menu: VoiceMenu
  isRoot: boolean
  onChange: (node: MenuNode) => void
  onRemove: () => void
}

/** One menu: what is said, and its choices by key and words. */
export function NodeCard({ node, menu, isRoot, onChange, onRemove }: NodeProps) {
  const { t } = useTranslation('voice-menu')
  const { locale } = usePreferences()
  const name = node.prompt[locale] || node.id
  const used = menu.nodes.some(({ choices }) => choices.some(({ to }) => to.kind === 'menu' && to.menu === node.id))
  const free = KEYS.find((key) => key !== '*' && !node.choices.some((choice) => choice.key === key))
  const change = (at: number, choice: MenuChoice | null) =>
    onChange({ ...node, choices: choice ? node.choices.with(at, choice) : node.choices.toSpliced(at, 1) })
  return (
    <section className={styles.card} aria-label={name}>
      <header className={styles.head}>
        <h2>{name}</h2>
        {isRoot && <span className={styles.mark}>{t('first')}</span>}
        <span className={styles.space} />
        {!isRoot && !used && (
          <Button size="small" type="text" danger icon={<DeleteOutlined aria-hidden />} onClick={onRemove}>
            {t('remove')}
          </Button>
        )}
      </header>
      <div className={styles.pair}>
        {(['zh', 'en'] as const).map((language) => (
          <Input
            key={language}
            aria-label={`${t('prompt')} ${t(language)}`}
            placeholder={`${t('prompt')} (${t(language)})`}
            value={node.prompt[language]}
            maxLength={200}
            onChange={(event) => onChange({ ...node, prompt: { ...node.prompt, [language]: event.target.value } })}
          />
        ))}
      </div>
      <ul className={styles.choices}>
        {node.choices.map((choice, at) => (
          <ChoiceRow
            // The key is what tells choices of one menu apart for whoever edits them.
            key={`${choice.id}-${String(at)}`}
            choice={choice}
            menu={menu}
            onChange={(next) => change(at, next)}
            onRemove={() => change(at, null)}
          />
        ))}
      </ul>
      {free && (
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          disabled={node.choices.length >= 12}
          onClick={() => onChange({ ...node, choices: [...node.choices, freshChoice(node, free)] })}
        >
          {t('addChoice')}
        </Button>
      )}
    </section>
  )
}

type RowProps = { choice: MenuChoice; menu: VoiceMenu; onChange: (choice: MenuChoice) => void; onRemove: () => void }

function ChoiceRow({ choice, menu, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('voice-menu')
  const { locale } = usePreferences()
  const { title, words } = choice
  const setWords = (text: string) =>
    onChange({
      ...choice,
      words: {
        ...words,
        [locale]: text
          .split(/[、，,]/)
          .map((one) => one.trim())
          .filter(Boolean),
      },
    })
  return (
    <li className={styles.choice}>
      <Select
        aria-label={t('key')}
        value={choice.key}
        options={KEYS.filter((key) => key !== '*').map((value) => ({ value, label: value }))}
        onChange={(key) => onChange({ ...choice, key })}
      />
      <Input
        aria-label={`${t('name')} ${t('zh')}`}
        value={title.zh}
        maxLength={30}
        onChange={(event) => onChange({ ...choice, title: { ...title, zh: event.target.value } })}
      />
      <Input
        aria-label={`${t('name')} ${t('en')}`}
        value={title.en}
        maxLength={30}
        onChange={(event) => onChange({ ...choice, title: { ...title, en: event.target.value } })}
      />
      <Target choice={choice} menu={menu} onChange={(to) => onChange({ ...choice, to })} />
      <Button aria-label={t('remove')} type="text" icon={<DeleteOutlined aria-hidden />} onClick={onRemove} />
      <Input
        className={styles.words}
        aria-label={t('words')}
        prefix={<span className={styles.quiet}>{t('words')}</span>}
        defaultValue={words[locale].join('、')}
        onBlur={(event) => setWords(event.target.value)}
      />
      <label className={styles.night} htmlFor={`night-${choice.id}`}>
        <Switch
          id={`night-${choice.id}`}
          size="small"
          checked={choice.atNight}
          onChange={(atNight) => onChange({ ...choice, atNight })}
        />
        {t('atNight')}
      </label>
    </li>
  )
}

type TargetProps = { choice: MenuChoice; menu: VoiceMenu; onChange: (to: MenuTarget) => void }

/** Where a choice leads: a further menu, a person, or what the assistant is told. */
function Target({ choice: { to }, menu, onChange }: TargetProps) {
  const { t } = useTranslation('voice-menu')
  const { locale } = usePreferences()
  const options = [
    { value: 'say', label: t('to.say') },
    { value: 'person', label: t('to.person') },
    { value: 'senior', label: t('to.senior') },
    ...menu.nodes.map(({ id, prompt }) => ({
      value: `menu:${id}`,
      label: t('to.menu', { name: prompt[locale] || id }),
    })),
  ]
  const value = to.kind === 'menu' ? `menu:${to.menu}` : to.kind === 'person' && to.senior ? 'senior' : to.kind
  const pick = (picked: string) => {
    if (picked.startsWith('menu:')) onChange({ kind: 'menu', menu: picked.slice(5) })
    else if (picked === 'say') onChange({ kind: 'say', text: { zh: '', en: '' } })
    else onChange({ kind: 'person', senior: picked === 'senior', skill: null })
  }
  return (
    <span className={styles.target}>
      <Select aria-label={t('leads')} value={value} options={options} onChange={pick} />
      {to.kind === 'say' &&
        (['zh', 'en'] as const).map((language) => (
          <Input
            key={language}
            aria-label={`${t('to.say')} ${t(language)}`}
            placeholder={t(language)}
            value={to.text[language]}
            maxLength={100}
            onChange={(event) => onChange({ ...to, text: { ...to.text, [language]: event.target.value } })}
          />
        ))}
    </span>
  )
}

function freshChoice(node: MenuNode, key: MenuChoice['key']): MenuChoice {
  let number = node.choices.length + 1
  while (node.choices.some(({ id }) => id === `choice-${number}`)) number++
  return {
    ...{
      id: `choice-${number}`,
      key,
      title: { zh: '', en: '' },
      words: { zh: [], en: [] },
      topic: null,
      atNight: true,
    },
    to: { kind: 'say', text: { zh: '', en: '' } },
  }
}
