package xlsx_test
import ("testing";"fmt";"os";"time";"runtime";"shukun/ledger/xlsx")
func TestAdhoc(t *testing.T){
 f,_:=os.Create("/tmp/big.xlsx"); t0:=time.Now()
 w:=xlsx.NewWriter(f); _ = w.Sheet("x",xlsx.Look{}); writeBenchRows(w,1_000_000); if err:=w.Close();err!=nil{t.Fatal(err)}
 st,_:=f.Stat(); fmt.Println("write",time.Since(t0),st.Size())
 t0=time.Now()
 b,err:=xlsx.Open(f,st.Size(),xlsx.DefaultLimits()); if err!=nil{t.Fatal(err)}
 n:=0; err=b.Rows(0,func(r int,c []xlsx.Cell)error{n+=len(c);return nil})
 var m runtime.MemStats; runtime.ReadMemStats(&m)
 fmt.Println("read",time.Since(t0),n,err,b.Sheets()[0].Bytes, "sys",m.Sys>>20)
 os.Remove("/tmp/big.xlsx")
 s,_:=os.ReadFile("/proc/self/status"); fmt.Println(string(s[:0])); for _,l:=range []string{"VmHWM"} { i:=0; _=i; _=l }
 _ = s
}
