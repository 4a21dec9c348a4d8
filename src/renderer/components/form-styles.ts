// For the screens with forms, which are loaded when they are opened.
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import './form.css'
