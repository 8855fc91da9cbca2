/**
 * The looks of every app, as values for JavaScript (Ant Design, charts). `tokens.css` holds the same for style sheets;
 * a test keeps the two equal and every text colour readable on every ground.
 */

/** Daylight: paper white on warm grey, ink-teal for what can be done, amber for people. */
export const light = {
  page: '#f6f4ef',
  surface: '#ffffff',
  'surface-raised': '#ffffff',
  'surface-sunken': '#efece5',
  hover: '#f1eee8',
  line: '#e4dfd5',
  'line-strong': '#8f887a',
  text: '#24211c',
  'text-soft': '#575147',
  'text-faint': '#6c665a',
  action: '#0f6b6b',
  'action-hover': '#0b5757',
  'action-soft': '#e1f0ee',
  'action-text': '#0d6161',
  'on-action': '#ffffff',
  person: '#d98a1f',
  'person-hover': '#c47914',
  'person-soft': '#fcf0db',
  'person-text': '#8a5200',
  'on-person': '#2a1a02',
  risk: '#b3261e',
  'risk-hover': '#93190f',
  'risk-soft': '#fcebe8',
  'risk-text': '#a02018',
  'on-risk': '#ffffff',
  good: '#2d7a4f',
  'good-soft': '#e4f2e9',
  'good-text': '#22673f',
  focus: '#0f6b6b',
  veil: '#1c191599',
  'emotion-delighted': '#1b5e9e',
  'emotion-pleased': '#35699a',
  'emotion-neutral': '#6a655a',
  'emotion-uneasy': '#875c08',
  'emotion-upset': '#a84a0b',
  'emotion-angry': '#8c1d18',
  'chart-1': '#0f6b6b',
  'chart-2': '#d98a1f',
  'chart-3': '#4a7fb5',
  'chart-4': '#8a6aa8',
  'chart-5': '#7a9a3c',
  'chart-6': '#c0654a',
  'chart-7': '#8f887a',
  'chart-8': '#3f9d93',
} as const

export type ColorName = keyof typeof light

/** Evening: brown-black ground, lighter surfaces nearer to the reader, softened colours. Drawn on its own, not inverted. */
export const dark: Record<ColorName, string> = {
  page: '#161512',
  surface: '#1f1d19',
  'surface-raised': '#292620',
  'surface-sunken': '#12110f',
  hover: '#2a2721',
  line: '#37332b',
  'line-strong': '#7d7667',
  text: '#ece7dc',
  'text-soft': '#b9b2a3',
  'text-faint': '#a19a8b',
  action: '#58b9b0',
  'action-hover': '#74cbc3',
  'action-soft': '#17332f',
  'action-text': '#74cbc3',
  'on-action': '#06201e',
  person: '#e8a648',
  'person-hover': '#f2b963',
  'person-soft': '#3a2c14',
  'person-text': '#f0ba6a',
  'on-person': '#2a1a02',
  risk: '#f2836f',
  'risk-hover': '#f79a89',
  'risk-soft': '#3d1f1a',
  'risk-text': '#f79a89',
  'on-risk': '#2d0a05',
  good: '#6fbf8d',
  'good-soft': '#1a3325',
  'good-text': '#86cfa1',
  focus: '#74cbc3',
  veil: '#000000a6',
  'emotion-delighted': '#6db1ee',
  'emotion-pleased': '#93bfe2',
  'emotion-neutral': '#a39c8d',
  'emotion-uneasy': '#e3b34f',
  'emotion-upset': '#f0904c',
  'emotion-angry': '#f2705f',
  'chart-1': '#58b9b0',
  'chart-2': '#e8a648',
  'chart-3': '#7fb0de',
  'chart-4': '#b79ad3',
  'chart-5': '#a7c46b',
  'chart-6': '#e08d72',
  'chart-7': '#a39c8d',
  'chart-8': '#86d3ca',
}

export const shadows = {
  light: {
    'shadow-1': '0 1px 2px rgb(58 46 24 / 8%)',
    'shadow-2': '0 2px 6px rgb(58 46 24 / 7%), 0 8px 24px rgb(58 46 24 / 8%)',
    'shadow-3': '0 4px 12px rgb(58 46 24 / 10%), 0 20px 56px rgb(58 46 24 / 18%)',
  },
  dark: {
    'shadow-1': '0 1px 2px rgb(0 0 0 / 40%)',
    'shadow-2': '0 2px 8px rgb(0 0 0 / 40%), 0 10px 28px rgb(0 0 0 / 40%)',
    'shadow-3': '0 4px 14px rgb(0 0 0 / 50%), 0 24px 64px rgb(0 0 0 / 60%)',
  },
} as const

/** Pixels. `row` and `control` are heights of a list line and of a button or field. */
export const sizes = {
  'radius-s': 4,
  'radius-m': 8,
  'radius-l': 12,
  'radius-xl': 18,
  'space-1': 4,
  'space-2': 8,
  'space-3': 12,
  'space-4': 16,
  'space-5': 24,
  'space-6': 32,
  'font-xs': 12,
  'font-s': 13,
  'font-m': 14,
  'font-l': 16,
  'font-xl': 20,
  'font-xxl': 28,
} as const

export const density = {
  comfortable: { row: 44, control: 34, pad: 12 },
  compact: { row: 34, control: 28, pad: 8 },
} as const

export const fontFamily =
  "'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif"
export const monoFamily =
  "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"

/** Milliseconds; motion only shows where something came from or went. */
export const motion = { 'motion-fast': 120, motion: 160, 'motion-slow': 200 } as const
