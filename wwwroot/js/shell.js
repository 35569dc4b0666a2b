// Drawer, account menu and theme buttons. They work without a circuit, so they never lose a click.
const root = document.documentElement;
const narrowScreen = matchMedia('(max-width: 899px)');

function setDrawer(open) {
  root.toggleAttribute('data-nav-open', open);
  document.getElementById('nav-toggle')?.setAttribute('aria-expanded', String(drawerShown()));
}

function drawerShown() {
  return narrowScreen.matches ? root.hasAttribute('data-nav-open') : root.dataset.nav !== 'narrow';
}

function toggleDrawer() {
  if (narrowScreen.matches) {
    setDrawer(!root.hasAttribute('data-nav-open'));
    if (drawerShown()) document.querySelector('#navegacao a')?.focus();
    return;
  }
  root.dataset.nav = root.dataset.nav === 'narrow' ? 'wide' : 'narrow';
  try { localStorage.setItem('portal.nav', root.dataset.nav); } catch { /* storage may be forbidden */ }
  setDrawer(false);
}

function showThemeChoice() {
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === window.portalTheme.choice()));
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (menu !== except) menu.removeAttribute('open');
  }
}

export function startShell() {
  document.addEventListener('click', event => {
    const at = selector => event.target.closest(selector);
    closeMenus(at('details[data-menu]'));
    if (at('#nav-toggle')) toggleDrawer();
    else if (at('#nav-scrim') || (at('.drawer a') && narrowScreen.matches)) setDrawer(false);
    const theme = at('[data-theme-choice]');
    if (theme) window.portalTheme.choose(theme.dataset.themeChoice);
    showThemeChoice();
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const menu = document.querySelector('details[data-menu][open]');
    if (menu) {
      closeMenus();
      menu.querySelector('summary').focus();
    } else if (root.hasAttribute('data-nav-open')) {
      setDrawer(false);
      document.getElementById('nav-toggle')?.focus();
    }
  });
  document.addEventListener('submit', event => {
    // The next person at this desk must not find what this one typed.
    if (event.target.matches('[data-signout]')) sessionStorage.clear();
  });
  narrowScreen.addEventListener('change', () => setDrawer(false));
  document.addEventListener('toggle', showThemeChoice, true);
}
