import DefaultTheme from 'vitepress/theme-without-fonts';
import './style.css';
import './scene.css';

export default DefaultTheme;
