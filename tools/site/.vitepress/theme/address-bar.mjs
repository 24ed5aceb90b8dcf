/** How long choices rest before the address follows: browsers refuse too many changes in a while. */
const rest = 200;

/** Keeps a query in the address of the page; `stop` when the page is left. */
export const addressBar = () => {
  let timer;
  return {
    show: (query) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        history.replaceState(history.state, '', query === '' ? location.pathname : `?${query}`);
      }, rest);
    },
    stop: () => clearTimeout(timer),
  };
};
