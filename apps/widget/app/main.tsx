import { render } from 'preact'
import '../../kit/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/messages.css'
import './styles/list.css'
import './styles/parts.css'
import './styles/files-and-rating.css'
import './styles/composer.css'
import './styles/tickets.css'
import { App } from './app.tsx'
import { openChat } from './chat.ts'

const root = document.getElementById('root')
if (root) render(<App chat={openChat()} />, root)
