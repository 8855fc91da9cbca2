// Buttons that open the chat widget with the product or order they stand beside.
let loaderFailed = false

window.addEventListener(
  'error',
  (event) => {
    if (event.target instanceof HTMLScriptElement) loaderFailed = true
  },
  true,
)

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-ask]')
  if (!button) return
  const { productId, orderId } = button.dataset
  window.Yinghe('show', { context: orderId ? { orderId } : productId ? { productId } : {} })
  const notice = document.getElementById('notice')
  if (loaderFailed && notice) {
    notice.hidden = false
    setTimeout(() => {
      notice.hidden = true
    }, 8000)
  }
})
