const DARK = 'color-scheme: dark; --ground: #161512; --bar: #1f1d19; --ink: #ece7dc; --edge: rgb(255 245 225 / 12%)'

/** Style of launcher and panel; a constructed sheet, so that a strict content security policy of the page allows it. */
export const css = `
:host {
  all: initial;
  position: fixed;
  z-index: 2147483000;
  inset: auto;
  width: 0;
  height: 0;
  font: 15px/1.5 "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif;
  color-scheme: light;
  --ground: #f6f4ef;
  --bar: #ffffff;
  --ink: #24211c;
  --edge: rgb(58 46 24 / 14%);
}
:host([data-scheme="dark"]) { ${DARK} }
@media (prefers-color-scheme: dark) { :host([data-scheme="auto"]) { ${DARK} } }
[hidden] { display: none !important }
button { font: inherit; cursor: pointer }
.launcher {
  position: fixed;
  right: max(var(--x), env(safe-area-inset-right));
  bottom: calc(var(--y) + env(safe-area-inset-bottom));
  width: 58px;
  height: 58px;
  padding: 0;
  border: 0;
  border-radius: 50%;
  background: var(--brand);
  box-shadow: 0 2px 8px rgb(0 0 0 / 16%), 0 10px 28px rgb(0 0 0 / 20%);
  transition: transform 160ms cubic-bezier(0.2, 0, 0, 1), box-shadow 160ms;
}
:host([data-side="left"]) .launcher { right: auto; left: max(var(--x), env(safe-area-inset-left)) }
.launcher:hover { transform: translateY(-2px) }
.launcher:active { transform: scale(0.95) }
.launcher:focus-visible, .retry:focus-visible { outline: 3px solid var(--brand); outline-offset: 3px }
.launcher svg {
  position: absolute;
  inset: 13px;
  width: 32px;
  height: 32px;
  fill: none;
  stroke: var(--on-brand);
  stroke-width: 3.4;
  stroke-linecap: round;
  stroke-linejoin: round;
  transition: opacity 160ms, transform 160ms cubic-bezier(0.2, 0, 0, 1);
}
.mark path + path { stroke: #f2b454 }
.down { opacity: 0; transform: translateY(-6px) }
:host([data-open]) .mark { opacity: 0; transform: scale(0.7) }
:host([data-open]) .down { opacity: 1; transform: none }
.badge {
  position: absolute;
  top: -4px;
  right: -4px;
  min-width: 22px;
  height: 22px;
  padding: 0 6px;
  box-sizing: border-box;
  border-radius: 11px;
  border: 2px solid #fff;
  background: #b3261e;
  color: #fff;
  font-size: 12px;
  font-weight: 600;
  line-height: 18px;
  font-variant-numeric: tabular-nums;
}
.panel {
  position: fixed;
  right: max(var(--x), env(safe-area-inset-right));
  bottom: calc(var(--y) + 72px + env(safe-area-inset-bottom));
  width: 400px;
  height: min(700px, calc(100vh - var(--y) - 96px));
  overflow: hidden;
  border-radius: 18px;
  background: linear-gradient(var(--bar) 64px, var(--ground) 64px);
  color: var(--ink);
  box-shadow: 0 0 0 1px var(--edge), 0 4px 12px rgb(0 0 0 / 10%), 0 20px 56px rgb(0 0 0 / 22%);
  visibility: hidden;
  opacity: 0;
  transform: translateY(12px) scale(0.985);
  transform-origin: bottom right;
  transition: opacity 140ms, transform 160ms cubic-bezier(0.2, 0, 0, 1), visibility 0s 160ms;
}
:host([data-side="left"]) .panel { right: auto; left: max(var(--x), env(safe-area-inset-left)); transform-origin: bottom left }
:host([data-open]) .panel { visibility: visible; opacity: 1; transform: none; transition-delay: 0s }
iframe {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  border: 0;
  opacity: 0;
  color-scheme: normal;
  transition: opacity 120ms;
}
iframe.shown { opacity: 1 }
.shimmer {
  position: absolute;
  inset: 88px 20px auto;
  height: 120px;
  border-radius: 14px;
  opacity: 0.6;
  background: linear-gradient(90deg, transparent, var(--edge), transparent) 0 0 / 200% 100%;
  animation: slide 1.4s linear infinite;
}
@keyframes slide { from { background-position: 200% 0 } to { background-position: -200% 0 } }
.fallback {
  position: absolute;
  inset: 0;
  z-index: 1;
  display: grid;
  align-content: center;
  justify-items: center;
  gap: 8px;
  padding: 24px;
  text-align: center;
  background: var(--ground);
}
.fallback p { margin: 0 }
.retry {
  min-height: 44px;
  padding: 0 20px;
  border: 0;
  border-radius: 22px;
  background: var(--brand);
  color: var(--on-brand);
}
@media (max-width: 560px) {
  .panel, :host([data-side="left"]) .panel {
    inset: 0;
    width: 100%;
    height: 100vh;
    height: 100dvh;
    border-radius: 0;
    transform: translateY(24px);
  }
  :host([data-open]) .launcher { display: none }
}
@media (prefers-reduced-motion: reduce) {
  .launcher, .launcher svg, .panel, iframe { transition: none }
  .shimmer { animation: none }
}
@media print { :host { display: none } }
`
