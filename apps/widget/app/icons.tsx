import type { ComponentChildren } from 'preact'

const Icon = ({ children, size = 20 }: { children: ComponentChildren; size?: number }) => (
  <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
    {children}
  </svg>
)

export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path d="M13.5 5.5a10.5 10.5 0 0 0 0 21" />
    <path d="M18.5 9.5a6.6 6.6 0 0 1 0 13" />
  </svg>
)
export const Close = () => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
)
export const Sliders = () => (
  <Icon>
    <path d="M4 8h9M19 8h1M4 16h1M11 16h9" />
    <circle cx="16" cy="8" r="2.6" />
    <circle cx="8" cy="16" r="2.6" />
  </Icon>
)
export const Clipboard = () => (
  <Icon>
    <path d="M8 5H6v15h12V5h-2M9 3.500h6v3H9zM9 11h6M9 15h4" />
  </Icon>
)
export const Phone = () => (
  <Icon>
    <path d="M6.500 4h3l1.500 4-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2 4 1.500v3a2 2 0 0 1-2 2A15.500 15.500 0 0 1 4.500 6a2 2 0 0 1 2-2" />
  </Icon>
)
export const Person = () => (
  <Icon size={18}>
    <circle cx="12" cy="8" r="3.8" />
    <path d="M4.8 20c.8-3.9 3.7-6 7.2-6s6.400 2.100 7.200 6" />
  </Icon>
)
export const Clip = () => (
  <Icon size={22}>
    <path d="m19.500 11.500-7.600 7.600a4.800 4.800 0 0 1-6.800-6.800l8-8a3.200 3.200 0 0 1 4.500 4.500l-7.900 7.900a1.600 1.600 0 0 1-2.300-2.300l7.200-7.100" />
  </Icon>
)
export const Microphone = () => (
  <Icon size={22}>
    <rect x="9" y="3.500" width="6" height="11" rx="3" />
    <path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3" />
  </Icon>
)
export const Send = () => (
  <Icon>
    <path d="M5 12h13M12.500 5.500 19 12l-6.500 6.500" />
  </Icon>
)
export const Down = () => (
  <Icon>
    <path d="m6 9.500 6 6 6-6" />
  </Icon>
)
export const Clock = () => (
  <Icon size={14}>
    <circle cx="12" cy="12" r="8.500" />
    <path d="M12 7.500V12l3 2" />
  </Icon>
)
export const Check = () => (
  <Icon size={14}>
    <path d="m5 12.500 4.500 4.500L19 7.500" />
  </Icon>
)
export const Checks = () => (
  <Icon size={14}>
    <path d="m2 12.500 4.500 4.500L16 7.500M11.500 16l1 1L22 7.500" />
  </Icon>
)
export const Alert = () => (
  <Icon size={16}>
    <circle cx="12" cy="12" r="8.800" />
    <path d="M12 7.500v5.500M12 16.300v.2" />
  </Icon>
)
export const Doc = () => (
  <Icon size={24}>
    <path d="M6.500 3.500h7l4 4v13h-11z M13.500 3.500v4h4" />
  </Icon>
)
export const Book = () => (
  <Icon size={14}>
    <path d="M5 4.500h11a3 3 0 0 1 3 3v12H8a3 3 0 0 1-3-3zM5 16.500a3 3 0 0 1 3-3h11" />
  </Icon>
)
export const Star = ({ filled }: { filled: boolean }) => (
  <svg class={filled ? 'star filled' : 'star'} viewBox="0 0 24 24" width="32" height="32" aria-hidden="true">
    <path d="m12 3.600 2.600 5.300 5.800.8-4.200 4.100 1 5.800-5.200-2.700-5.200 2.700 1-5.800L3.600 9.700l5.800-.8z" />
  </svg>
)
