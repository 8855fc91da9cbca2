import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, Select, Switch } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { KEYS } from '../../../../src/voice/contract.ts'
import type { MenuChoice, MenuTarget, VoiceMenu } from '../../../../src/voice/menu/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { useSkillName } from '../desk/use-skill-name.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { useTopics } from './use-topics.ts'
import styles from './voice-menu.module.css'

type RowProps = { choice: MenuChoice; menu: VoiceMenu; onChange: (choice: MenuChoice) => void; onRemove: () => void }

/** One choice: its key, names and words, where it leads, and what it is about. */
export function ChoiceRow({ choice, menu, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('voice-menu')
  const { locale } = usePreferences()
  const { title, words } = choice
  const id = useId()
  const topics = useTopics(choice.topic)
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
        // An earlier version brings other words.
        key={words[locale].join('、')}
        className={styles.words}
        aria-label={t('words')}
        prefix={<span className={styles.quiet}>{t('words')}</span>}
        defaultValue={words[locale].join('、')}
        onBlur={(event) => setWords(event.target.value)}
      />
      <span className={styles.further}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('topic')}
          placeholder={t('topicNone')}
          title={t('topicHint')}
          value={choice.topic}
          options={topics}
          onChange={(topic: string | undefined) => onChange({ ...choice, topic: topic ?? null })}
        />
        <label className={styles.night} htmlFor={`night-${id}`}>
          <Switch
            id={`night-${id}`}
            size="small"
            checked={choice.atNight}
            onChange={(atNight) => onChange({ ...choice, atNight })}
          />
          {t('atNight')}
        </label>
      </span>
    </li>
  )
}

type TargetProps = { choice: MenuChoice; menu: VoiceMenu; onChange: (to: MenuTarget) => void }

/** Where a choice leads: a further menu, a person, or what the assistant is told. */
function Target({ choice: { to }, menu, onChange }: TargetProps) {
  const { t } = useTranslation('voice-menu')
  const { locale } = usePreferences()
  const colleagues = useColleagues()
  const skillName = useSkillName()
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
    else onChange({ kind: 'person', senior: picked === 'senior', skill: to.kind === 'person' ? to.skill : null })
  }
  return (
    <span className={styles.target}>
      <Select aria-label={t('leads')} value={value} options={options} onChange={pick} />
      {to.kind === 'person' && (
        <Select
          allowClear
          aria-label={t('skill')}
          placeholder={t('skillAny')}
          value={to.skill}
          options={[...new Set([...colleagues.skills, ...(to.skill ? [to.skill] : [])])].map((one) => ({
            value: one,
            label: skillName(one),
          }))}
          onChange={(skill: string | undefined) => onChange({ ...to, skill: skill ?? null })}
        />
      )}
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
