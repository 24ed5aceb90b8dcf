import DefaultTheme from 'vitepress/theme-without-fonts';
import 'katex/dist/katex.min.css';
import './style.css';
import './scene.css';

export default DefaultTheme;
