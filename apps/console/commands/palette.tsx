import { SearchOutlined } from '@ant-design/icons'
import { Input, Modal } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../components/empty.tsx'
import { Kbd } from '../components/kbd.tsx'
import { MarkedText } from '../components/marked-text.tsx'
import styles from './commands.module.css'
import { closeDialogs, useOpenDialog } from './dialogs.ts'
import { usePalette } from './use-palette.ts'

/** Ctrl/⌘ K: go to a page, do what the screen offers, find a conversation, a customer or an article. */
export function Palette() {
  const open = useOpenDialog() === 'palette'
  return (
    <Modal
      open={open}
      onCancel={closeDialogs}
      footer={null}
      closable={false}
      width={620}
      style={{ top: 96 }}
      className={styles.palette ?? ''}
      destroyOnHidden
    >
      <PaletteBody />
    </Modal>
  )
}

function PaletteBody() {
  const { t } = useTranslation()
  const palette = usePalette()
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked line is found in the document
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [palette.marked])

  return (
    <>
      <Input
        autoFocus
        size="large"
        variant="borderless"
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('commands.placeholder')}
        value={palette.text}
        onChange={(event) => palette.setText(event.target.value)}
        onKeyDown={palette.onKey}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={`palette-${palette.marked}`}
      />
      <div id="palette-list" ref={list} role="listbox" className={styles.list} aria-label={t('menu.search')}>
        {palette.choices.map((choice, index) => (
          <div key={choice.id}>
            {choice.group !== palette.choices[index - 1]?.group && (
              <div className={styles.listGroup}>{choice.group}</div>
            )}
            <div
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === palette.marked}
              className={styles.choice}
              onMouseMove={() => palette.setMarked(index)}
              onClick={() => palette.run(choice)}
              onKeyDown={palette.onKey}
            >
              <span className={styles.choiceTitle}>{choice.title}</span>
              <span className={styles.choiceHint}>
                <MarkedText text={choice.hint} marks={choice.marks ?? []} />
              </span>
              {choice.keys && <Kbd keys={choice.keys} />}
            </div>
          </div>
        ))}
        {palette.choices.length === 0 &&
          (palette.searching ? (
            <div className={styles.note}>{t('commands.searching')}</div>
          ) : (
            <Empty title={t('commands.nothing', { text: palette.text })} hint={t('commands.nothingHint')} />
          ))}
      </div>
      <footer className={styles.footer}>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('commands.pick')}
        </span>
        <span>
          <kbd>↵</kbd> {t('commands.run')}
        </span>
        <span>
          <kbd>Esc</kbd> {t('commands.close')}
        </span>
      </footer>
    </>
  )
}
