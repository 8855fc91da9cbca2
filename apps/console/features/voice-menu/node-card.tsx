import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { KEYS } from '../../../../src/voice/contract.ts'
import type { MenuChoice, MenuNode, VoiceMenu } from '../../../../src/voice/menu/contract.ts'
import { usePreferences } from '../../preferences.ts'
import { ChoiceRow } from './choice-row.tsx'
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
